package dev.turnup.engine.workflow;

import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;

/** Whether an order starts now, as models route by it. */
final class OrderStart {

  private static final Variable<Boolean> START_NOW = Variable.flag("startNow");
  private static final Variable<Instant> START_DATE = Variable.moment("startDate");

  private OrderStart() {}

  /** Whether it was to wait when that was decided last. */
  static boolean isToWait(VariableScope scope) {
    return START_NOW.ifAnyFrom(scope).filter(now -> !now).isPresent();
  }

  /**
   * @param waitUntil empty if it starts now
   */
  static void on(VariableScope scope, Optional<Instant> waitUntil) {
    START_NOW.on(scope, waitUntil.isEmpty());
    waitUntil.ifPresent(moment -> START_DATE.on(scope, moment));
  }
}
