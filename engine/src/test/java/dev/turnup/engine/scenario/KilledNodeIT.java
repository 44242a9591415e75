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
      knowsNoLoginOfTheSandbox(node);

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

      TurnupProcess third =
          nodes
              .start(0, "--connectors.network.response-timeout=60s")
              .awaitServing("/actuator/health");
      Nodes.resume(third, "network.verify-service");
      ended(nodes, answerHeld);
      ended(nodes, betweenSteps);

      nodes.invariantsHoldFor(List.of(answerHeld, betweenSteps));
      givesBackTheCallThatDoesNotEnd(nodes, third);
    }
  }

  private static void knowsNoLoginOfTheSandbox(TurnupProcess node) {
    // not admin with another password, which the engine would let wait after it
    assertThat(node.as("crm").get(Scenario.ORDERS).statusCode()).isEqualTo(401);
    assertThat(
            Texts.json(Nodes.admin(node).get("/engine-rest/user?maxResults=100").body())
                .findValuesAsText("id"))
        .containsExactly("admin");
    assertThat(node.log()).doesNotContain("sandbox logins");
  }

  /** A node that is told to stop waits for its calls, but not for ever. */
  private static void givesBackTheCallThatDoesNotEnd(Nodes nodes, TurnupProcess node) {
    nodes.sandbox().fault("network", "network.activate-service", "hold-answer");
    String order = nodes.placeMobileLine(node);
    await().atMost(PATIENCE).until(() -> activations(nodes, order) == 1);
    assertThat(workers(nodes, order)).doesNotContainNull().hasSize(1);

    node.stop();
    node.awaitExit(Duration.ofSeconds(20));
    assertThat(workers(nodes, order)).as("who holds it").containsOnlyNulls().hasSize(1);
    assertThat(
            nodes
                .jdbc()
                .queryForList(
                    "select attempts from turnup.outbound_call where order_id = ? and topic = 'network.activate-service'",
                    Integer.class,
                    order))
        .as("failures that count")
        .containsExactly(0);
  }

  private static List<String> workers(Nodes nodes, String order) {
    return nodes
        .jdbc()
        .queryForList(
            """
            select x.worker_id_
              from act_ru_ext_task x
              join act_ru_execution e on e.id_ = x.proc_inst_id_
             where e.business_key_ = ?
            """,
            String.class,
            order);
  }

  private static void ended(Nodes nodes, String order) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(nodes.state(order)).isEqualTo("completed"));
    // asked for by key, not sent again: the sandbox would do nothing twice whatever it is sent
    for (String topic : List.of("network.activate-service", "billing.start-billing")) {
      assertThat(nodes.sandbox().effects(topic.split("[.]")[0], order, topic))
          .singleElement()
          .satisfies(effect -> assertThat(effect.requests()).as("sent").isEqualTo(1));
    }
  }

  private static int activations(Nodes nodes, String order) {
    return nodes.sandbox().effects("network", order, "network.activate-service").stream()
        .mapToInt(SandboxControl.Effect::count)
        .sum();
  }
}
