package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** When a call that got no answer is made again, by the decision table {@code retry-policy}. */
@Component
public class RetryPolicy {

  private static final String UNAVAILABLE = "unavailable";
  private static final String UNKNOWN = "unknown";

  private static final Output<Boolean> GIVE_UP = Output.flag("giveUp");
  private static final Output<Integer> RETRY_AFTER = Output.count("retryAfterSeconds");

  public static final DecisionTable TABLE =
      new DecisionTable("retry-policy", GIVE_UP, RETRY_AFTER)
          .asking("system", Words.naming(Words.Named.SYSTEM))
          .asking("operation", Words.naming(Words.Named.OPERATION))
          .asking("errorClass", Words.of(List.of(UNAVAILABLE, UNKNOWN)))
          .asking("component", Words.naming(Words.Named.COMPONENT, ""));

  private static final Duration LONGEST_LEFT_ALONE = Duration.ofHours(1);

  private final Decisions decisions;
  private final ComponentNames componentNames;

  RetryPolicy(Decisions decisions, ComponentNames componentNames) {
    this.decisions = decisions;
    this.componentNames = componentNames;
  }

  /**
   * How long to wait; empty if it is not to be tried again.
   *
   * @param failed with this attempt counted
   * @param asked how long the system wants to be left alone, which it gets up to an hour; no
   *     shorter than the table says
   */
  Optional<Duration> delay(
      OutsideCall<?, ?, ?> call, OutboundCall failed, Optional<Duration> asked) {
    Failure failure = failed.failure().orElseThrow();
    Decisions.Answer answer =
        decisions.one(
            failed.order(),
            TABLE.key(),
            Map.of(
                "system", call.topic().system(),
                "operation", call.topic().operation(),
                "errorClass", errorClass(failed.state()),
                "code", failure.code(),
                "message", failure.firstWords(),
                "component", call.component().map(componentNames::of).orElse(""),
                "attempts", failed.attempts()));
    if (answer.get(GIVE_UP)) {
      return Optional.empty();
    }
    Duration wish = asked.orElse(Duration.ZERO);
    Duration granted = wish.compareTo(LONGEST_LEFT_ALONE) > 0 ? LONGEST_LEFT_ALONE : wish;
    Duration pause = Duration.ofSeconds(answer.get(RETRY_AFTER));
    return Optional.of(granted.compareTo(pause) > 0 ? granted : pause);
  }

  private static String errorClass(OutboundCall.State state) {
    return state == OutboundCall.State.UNAVAILABLE ? UNAVAILABLE : UNKNOWN;
  }
}
