package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.TurnupProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one empty database; one is killed, one freezes for longer than its locks last. */
class TwoNodesIT {

  private static final Duration LONGER_THAN_LOCKS = Duration.ofSeconds(75);

  @TempDir private Path directory;

  @Test
  void loseNothingAndDoNothingTwice() {
    try (Nodes nodes = new Nodes(directory)) {
      TurnupProcess first = nodes.start(0);
      TurnupProcess second = nodes.start(1);
      first.awaitServing("/actuator/health");
      second.awaitServing("/actuator/health");
      nodes
          .sandbox()
          .fault("network", "network.activate-service", "delay", ", \"delay\": \"PT2S\"");

      List<String> orders = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        orders.add(nodes.placeMobileLine(first));
        orders.add(nodes.placeMobileLine(second));
      }
      first.kill();
      second.freeze();
      nodes.start(0).awaitServing("/actuator/health");
      frozenSince(LONGER_THAN_LOCKS);
      second.thaw();
      nodes.sandbox().clearFaults();

      await()
          .atMost(Duration.ofSeconds(180))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(orders)
                      .allSatisfy(order -> assertThat(nodes.state(order)).isEqualTo("completed")));
      nodes.invariantsHoldFor(orders);
    }
  }

  /** Real locks age in real time: nothing but time can be waited for here. */
  private static void frozenSince(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await().atMost(time.plusSeconds(5)).until(() -> System.nanoTime() > end);
  }
}
