package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.workflow.Places.Running;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** People's work that is not done when it should be. */
@Component
class OverdueTasks extends EngineSearch {

  private static final String FOUND =
      """
               select p.order_id,
                      t.proc_def_id_ as definition,
                      t.task_def_key_ as activity,
                      t.due_date_ as since
                 from act_ru_task t
                 join place p
                   on p.id = t.execution_id_
                where t.due_date_ < :now
                  and t.suspension_state_ = 1
      """;

  OverdueTasks(Places places) {
    super(Finding.OVERDUE_TASK, places);
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    return Map.of("now", Timestamp.from(now));
  }

  @Override
  String explanation(String step, String since) {
    return step + " should have been done by " + since;
  }
}
