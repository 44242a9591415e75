package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.TurnupProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only node dies at the worst moments. */
class KilledNodeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path directory;

  @Test
  void loosesNothingAndDoesNothingTwice() {
    try (Nodes nodes = new Nodes(directory)) {
      TurnupProcess node = nodes.start(0).awaitServing("/actuator/health");

      nodes.sandbox().fault("network", "network.activate-service", "hold-answer");
      String answerHeld = nodes.placeMobileLine(node);
      await().atMost(PATIENCE).until(() -> activations(nodes, answerHeld) == 1);
      node.kill();
      nodes.sandbox().clearFaults();

      TurnupProcess second = nodes.start(0).awaitServing("/actuator/health");
      Nodes.pause(second, "network.verify-service");
      String betweenSteps = nodes.placeMobileLine(second);
      await().atMost(PATIENCE).until(() -> activations(nodes, betweenSteps) == 1);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  nodes
                          .jdbc()
                          .queryForObject(
                              "select count(*) from turnup.outbound_call where order_id = ? and topic = 'network.activate-service' and state = 'applied'",
                              Integer.class,
                              betweenSteps)
                      == 1);
      second.kill();

      TurnupProcess third = nodes.start(0).awaitServing("/actuator/health");
      Nodes.resume(third, "network.verify-service");
      ended(nodes, answerHeld);
      ended(nodes, betweenSteps);

      nodes.invariantsHoldFor(List.of(answerHeld, betweenSteps));
    }
  }

  private static void ended(Nodes nodes, String order) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(nodes.state(order)).isEqualTo("completed"));
    assertThat(activations(nodes, order)).isEqualTo(1);
    assertThat(nodes.sandbox().effects("billing", order, "billing.start-billing"))
        .singleElement()
        .satisfies(bill -> assertThat(bill.count()).isEqualTo(1));
  }

  private static int activations(Nodes nodes, String order) {
    return nodes.sandbox().effects("network", order, "network.activate-service").stream()
        .mapToInt(SandboxControl.Effect::count)
        .sum();
  }
}
