package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.TurnupTest;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OutsideWorks.TopicStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the calls to outside systems get on, over HTTP. */
class ConnectorsTest extends TurnupTest {

  private static final String CONNECTORS = "/operations/connectors";

  @Test
  void tellsOfEachTopicHowItGetsOn() {
    String body = as("operator").get(CONNECTORS).body();

    assertThat(body)
        .contains("\"topic\":\"network.activate-service\"")
        .contains("\"topic\":\"billing.start-billing\"")
        .contains("\"breaker\":\"")
        .contains("\"inFlight\":")
        .contains("\"limit\":16");
  }

  @Test
  void givesTheReasonWhyASystemIsLeftAlone() {
    TopicStatus refused =
        new TopicStatus(
            "network.activate-service",
            "open",
            Optional.of(new Failure("network", "credential-refused", "network refused us (401)")),
            false,
            0,
            16,
            3,
            Optional.empty());

    assertThat(ConnectorsController.Connector.of(refused).reason())
        .isEqualTo("credential-refused: network refused us (401)");
  }

  @Test
  void pausesATopicAndGoesOnWithIt() {
    // a topic that hardly any other test needs, and those only later
    String topic = CONNECTORS + "/inventory.release-reservation";

    assertThat(as("operator").post(topic + "/pause", "").statusCode()).isEqualTo(204);
    assertThat(as("operator").get(CONNECTORS).body())
        .containsPattern("release-reservation\",\"breaker\":\"[a-z-]+\",\"paused\":true");

    assertThat(as("operator").post(topic + "/resume", "").statusCode()).isEqualTo(204);
    assertThat(as("operator").get(CONNECTORS).body())
        .containsPattern("release-reservation\",\"breaker\":\"[a-z-]+\",\"paused\":false");
  }

  @Test
  void knowsNoOtherTopics() {
    assertThat(as("operator").post(CONNECTORS + "/network.unheard-of/pause", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void letsOnlyOperatorsPause() {
    String topic = CONNECTORS + "/inventory.release-reservation";

    assertThat(as("technician").post(topic + "/pause", "").statusCode()).isEqualTo(403);
    assertThat(anonymous().get(CONNECTORS).statusCode()).isEqualTo(401);
  }
}
