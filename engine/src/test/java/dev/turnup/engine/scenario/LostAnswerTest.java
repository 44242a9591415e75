package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The network does the work, and its answer is lost. */
class LostAnswerTest extends Scenario {

  @Test
  void asksByKeyInsteadOfActivatingAgain() {
    sandbox.fault("network", "network.activate-service", "silent-after-effect", ", \"times\": 1");
    String order = place(sample("mobile-line"));

    eventually(() -> sandbox.effects("network", order, "network.activate-service").size(), 1);
    sandbox.walk(Duration.ofMinutes(10));
    awaitState(order, "completed");

    assertThat(sandbox.effects("network", order, "network.activate-service"))
        .singleElement()
        .satisfies(effect -> assertThat(effect.requests()).isEqualTo(1));
  }
}
