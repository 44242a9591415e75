package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import org.springframework.stereotype.Component;

/** Jobs and calls that have failed and are not tried again. */
@Component
class StoppedWork extends EngineSearch {

  private static final String FOUND =
      """
               select p.order_id,
                      j.process_def_id_ as definition,
                      coalesce(j.failed_act_id_, d.act_id_) as activity,
                      j.create_time_ as since
                 from act_ru_job j
                 join place p
                   on p.id = j.process_instance_id_
            left join act_ru_jobdef d
                   on d.id_ = j.job_def_id_
                where j.retries_ = 0
                union all
               select p.order_id,
                      x.proc_def_id_,
                      x.act_id_,
                      x.create_time_
                 from act_ru_ext_task x
                 join place p
                   on p.id = x.execution_id_
                where x.retries_ = 0
      """;

  StoppedWork(Places places) {
    super(Finding.STOPPED_WORK, places);
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  String explanation(String step, String since) {
    return step + " has failed and is not tried again";
  }
}
