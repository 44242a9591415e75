package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Deployments;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Deployments from the Modeler; each rule has its own test beside the rules. */
class DeploymentGuardTest extends TurnupTest {

  private static final String MARK = "turnup.test.attacked";

  @Autowired private RepositoryService repository;

  @Test
  void runsNoCodeOfADeployedModel() {
    String attack =
        "${''.getClass().forName('java.lang.System')"
            + ".getMethod('setProperty',''.getClass(),''.getClass())"
            + ".invoke(null,'turnup.test.attacked','yes')}";

    HttpResponse<String> answer =
        new Deployments(base())
            .deploy("admin", Map.of("attack.bpmn", Deployments.process("attack", attack)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("calls something")
        .contains("\"line\":")
        .contains("Event_Waited");
    as("admin").post("/engine-rest/process-definition/key/attack/start", "{}");
    assertThat(System.getProperty(MARK)).isNull();
    assertThat(deployed("attack")).isZero();
  }

  @Test
  void takesAHarmlessModelFromAnAnalyst() {
    HttpResponse<String> answer =
        new Deployments(base())
            .deploy("analyst", Map.of("harmless.bpmn", Deployments.process("harmless", "PT1M")));

    assertThat(answer.body()).contains("\"harmless:1:");
    assertThat(deployed("harmless")).isEqualTo(1);
  }

  @Test
  void refusesAllOfADeploymentThatIsInPartBad() {
    HttpResponse<String> answer =
        new Deployments(base())
            .deploy(
                "analyst",
                Map.of(
                    "good.bpmn", Deployments.process("good", "PT1M"),
                    "bad.bpmn", Deployments.process("bad", "${x.y}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(deployed("good")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attack.bpmn20.xml",
        "attack.cmmn",
        "attack.cmmn10.xml",
        "attack.dmn11.xml",
        "x.groovy"
      })
  void refusesWhatOnlyTheEngineWouldTakeForAModel(String file) {
    HttpResponse<String> answer =
        new Deployments(base())
            .deploy("admin", Map.of(file, Deployments.process("attack", "PT1M")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(deployed("attack")).isZero();
  }

  @Test
  void refusesATenant() {
    HttpResponse<String> answer =
        new Deployments(base())
            .with("tenant-id", "other")
            .deploy("admin", Map.of("rented.bpmn", Deployments.process("rented", "PT1M")));

    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"technician", "planner", "supervisor", "operator"})
  void letsNobodyElseDeploy(String user) {
    HttpResponse<String> answer =
        new Deployments(base())
            .deploy(user, Map.of("theirs.bpmn", Deployments.process("theirs", "PT1M")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(deployed("theirs")).isZero();
  }

  private long deployed(String process) {
    return repository.createProcessDefinitionQuery().processDefinitionKey(process).count();
  }
}
