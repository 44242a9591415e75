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

/** Calls that nobody makes: their topic is paused, or their system away. */
@Component
class UnworkedCalls extends EngineSearch {

  private static final Duration LONG = Duration.ofMinutes(15);

  private static final String FOUND =
      """
               select p.order_id,
                      x.proc_def_id_ as definition,
                      x.act_id_ as activity,
                      x.create_time_ as since
                 from act_ru_ext_task x
                 join place p
                   on p.id = x.execution_id_
                where coalesce(x.lock_exp_time_, x.create_time_) < :forgotten
                  and (x.retries_ is null or x.retries_ > 0)
                  and x.suspension_state_ = 1
      """;

  UnworkedCalls(Places places) {
    super(Finding.UNWORKED_CALL, places);
  }

  @Override
  String found() {
    return FOUND;
  }

  @Override
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    return Map.of("forgotten", Timestamp.from(now.minus(LONG)));
  }

  @Override
  String explanation(String step, String since) {
    return "Nobody makes the call " + step + ", which waits since " + since;
  }
}
