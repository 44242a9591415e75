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
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an analyst deployed survives a new version of Turnup. */
class AnalystsModelTest extends TurnupTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private ProcessEngine engine;

  @Test
  void staysTheNewestWhenAJarWithAnotherChangedModelStarts() throws IOException {
    String ours = "model-of-a-jar-" + UUID.randomUUID();
    start(BundledFiles.read().models(), ours, "P1D");
    String changed = changed(bundledModel("order-escalation.bpmn"), "analyst");
    new Deployments(base()).deploy("analyst", Map.of("order-escalation.bpmn", changed));
    int analysts = shown("order-escalation.bpmn").path("active").path("number").asInt();
    int untouched = shown("delivery.bpmn").path("active").path("number").asInt();

    Map<String, byte[]> newJar = new HashMap<>(BundledFiles.read().models());
    newJar.computeIfPresent(
        "order-escalation.bpmn",
        (file, old) -> changed(new String(old, UTF_8), "new jar").getBytes(UTF_8));
    start(newJar, ours, "P2D");
    start(newJar, ours, "P2D");

    assertThat(newest("order-escalation")).contains("<!-- analyst -->");
    assertThat(newest(ours)).contains("P2D");
    assertThat(versions(ours)).isEqualTo(2);
    JsonNode escalation = shown("order-escalation.bpmn");
    assertThat(escalation.path("bundledActive").asBoolean()).isFalse();
    assertThat(escalation.path("active").path("source").asText()).isEqualTo("Camunda Modeler");
    assertThat(escalation.path("active").path("number").asInt()).isEqualTo(analysts);
    assertThat(shown("delivery.bpmn").path("active").path("number").asInt()).isEqualTo(untouched);
  }

  /** A jar with these models and one of its own, which no other test's analyst has deployed. */
  private void start(Map<String, byte[]> models, String ours, String waits) {
    Map<String, byte[]> jar = new HashMap<>(models);
    jar.put(ours + ".bpmn", Deployments.process(ours, waits).getBytes(UTF_8));
    new BundledModels(new BundledFiles(jar, Map.of()), engine).deploy();
  }

  private long versions(String process) {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .processDefinitionKey(process)
        .count();
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
