package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OutboundCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** When a call that got no answer is made again, by the decision table {@code retry-policy}. */
@Component
class RetryPolicy {

  private static final Duration LONGEST_LEFT_ALONE = Duration.ofHours(1);

  private final Decisions decisions;

  RetryPolicy(Decisions decisions) {
    this.decisions = decisions;
  }

  /**
   * How long to wait; empty if it is not to be tried again.
   *
   * @param failed with this attempt counted
   * @param asked how long the system wants to be left alone, which it gets up to an hour; no
   *     shorter than the table says
   */
  Optional<Duration> delay(Topic<?, ?, ?> topic, OutboundCall failed, Optional<Duration> asked) {
    Decisions.Answer answer =
        decisions.one(
            failed.order(),
            "retry-policy",
            Map.of(
                "system", topic.system(),
                "operation", topic.operation(),
                "errorClass", errorClass(failed.state()),
                "attempts", failed.attempts()));
    if (answer.flag("giveUp")) {
      return Optional.empty();
    }
    Duration wish = asked.orElse(Duration.ZERO);
    Duration granted = wish.compareTo(LONGEST_LEFT_ALONE) > 0 ? LONGEST_LEFT_ALONE : wish;
    Duration pause = Duration.ofSeconds(answer.number("retryAfterSeconds"));
    return Optional.of(granted.compareTo(pause) > 0 ? granted : pause);
  }

  private static String errorClass(OutboundCall.State state) {
    return state == OutboundCall.State.UNAVAILABLE ? "unavailable" : "unknown";
  }
}
