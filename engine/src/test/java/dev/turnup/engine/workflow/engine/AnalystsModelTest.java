package dev.turnup.engine.workflow.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.Deployments;
import dev.turnup.engine.TurnupTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an analyst deployed survives a new version of Turnup. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class AnalystsModelTest extends TurnupTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private ProcessEngine engine;

  static Stream<String> bundled() {
    return BundledFiles.read().models().keySet().stream();
  }

  @Test
  void staysTheNewestWhenAJarWithAnotherChangedModelStarts() throws IOException {
    String changed = changed(bundledModel("order-escalation.bpmn"), "analyst");
    new Deployments(base()).deploy("analyst", Map.of("order-escalation.bpmn", changed));
    Map<String, byte[]> newJar = new HashMap<>(BundledFiles.read().models());
    newJar.computeIfPresent(
        "capacity-check.bpmn",
        (file, old) -> changed(new String(old, UTF_8), "new jar").getBytes(UTF_8));
    newJar.computeIfPresent(
        "order-escalation.bpmn",
        (file, old) -> changed(new String(old, UTF_8), "new jar").getBytes(UTF_8));

    BundledModels start = new BundledModels(new BundledFiles(newJar, Map.of()), engine);
    start.deploy();
    start.deploy();

    assertThat(newest("order-escalation")).contains("<!-- analyst -->");
    assertThat(newest("capacity-check")).contains("<!-- new jar -->");
    JsonNode escalation = shown("order-escalation.bpmn");
    assertThat(escalation.path("bundledActive").asBoolean()).isFalse();
    assertThat(escalation.path("active").path("source").asText()).isEqualTo("Camunda Modeler");
    assertThat(escalation.path("active").path("number").asInt()).isEqualTo(2);
    assertThat(shown("capacity-check.bpmn").path("active").path("number").asInt()).isEqualTo(2);
    assertThat(shown("delivery.bpmn").path("active").path("number").asInt()).isEqualTo(1);
  }

  /** As the Modeler does; without the forms, decisions and called models around it. */
  @ParameterizedTest
  @MethodSource("bundled")
  void zEveryBundledModelCanBeDeployedAlone(String file) {
    assertThat(
            new Deployments(base())
                .deploy("analyst", Map.of(file, bundledModel(file)))
                .statusCode())
        .isEqualTo(200);
  }

  private static String changed(String model, String by) {
    return model.replace("</bpmn:definitions>", "<!-- " + by + " --></bpmn:definitions>");
  }

  private static String bundledModel(String file) {
    return new String(BundledFiles.read().models().get(file), UTF_8);
  }

  private String newest(String process) throws IOException {
    return JSON.readTree(
            as("analyst").get("/engine-rest/process-definition/key/" + process + "/xml").body())
        .path("bpmn20Xml")
        .asText();
  }

  private JsonNode shown(String file) throws IOException {
    for (JsonNode model : JSON.readTree(as("analyst").get("/operations/models").body())) {
      if (model.path("file").asText().equals(file)) {
        return model;
      }
    }
    throw new AssertionError(file + " is not shown");
  }
}
