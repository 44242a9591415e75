package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.workflow.Places.Running;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Jobs and calls that a worker has locked for longer than any work takes. */
@Component
class StaleLocks extends EngineSearch {

  static final Duration LONG = Duration.ofMinutes(15);

  /**
   * A job is locked when it is due, and there is an index on that: one on locks would be written
   * with each job that is done. The lock of a call that has failed is its retry date.
   */
  private static final String FOUND =
      """
               select p.order_id,
                      j.process_def_id_ as definition,
                      d.act_id_ as activity,
                      j.create_time_ as since
                 from act_ru_job j
                 join place p
                   on p.id = j.process_instance_id_
            left join act_ru_jobdef d
                   on d.id_ = j.job_def_id_
                where j.lock_exp_time_ > :locked
                  and (j.duedate_ < :locked
                   or j.duedate_ is null)
                union all
               select p.order_id,
                      x.proc_def_id_,
                      x.act_id_,
                      x.create_time_
                 from act_ru_ext_task x
                 join place p
                   on p.id = x.execution_id_
                where x.lock_exp_time_ > :locked
                  and x.error_msg_ is null
      """;

  StaleLocks(Places places) {
    super(Finding.STALE_LOCK, places);
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    return Map.of("locked", Timestamp.from(now.plus(LONG)));
  }

  @Override
  String explanation(String step, String since) {
    return step + " is locked by a worker for longer than any work takes";
  }
}
