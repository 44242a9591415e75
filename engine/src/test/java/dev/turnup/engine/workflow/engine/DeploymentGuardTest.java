package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Deployments;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Deployments from the Modeler; each rule has its own test beside the rules. */
class DeploymentGuardTest extends TurnupTest {

  private static final String MARK = "turnup.test.attacked";

  /** Sets the mark. */
  private static final String ATTACK =
      "${''.getClass().forName('java.lang.System')"
          + ".getMethod('setProperty',''.getClass(),''.getClass())"
          + ".invoke(null,'turnup.test.attacked','yes')}";

  private static final String EMPTY_FORM =
      """
      {"type": "default", "id": "attack", "schemaVersion": 16, "components": []}
      """;

  @Autowired private RepositoryService repository;

  @AfterEach
  void clearUp() {
    System.clearProperty(MARK);
  }

  @Test
  void runsNoCodeOfADeployedModel() {
    HttpResponse<String> answer = attackWith(Deployments.process("attack", ATTACK));

    assertThat(answer.body())
        .contains("calls something")
        .contains("\"line\":")
        .contains("Event_Waited");
  }

  @Test
  void runsNoCodeInTheDescriptionOfATask() {
    HttpResponse<String> answer =
        attackWith(
            atFirst(
                """
                <bpmn:userTask id="Task_LookAround" name="Look around" camunda:formRef="attack" camunda:formRefBinding="latest" camunda:candidateGroups="field" camunda:dueDate="2030-01-01T00:00:00Z">
                  <bpmn:documentation>%s</bpmn:documentation>
                </bpmn:userTask>
                """,
                "Task_LookAround"));

    assertThat(answer.body()).contains("calls something").contains("Task_LookAround");
  }

  @Test
  void runsNoCodeWhenAMessageIsThrown() {
    HttpResponse<String> answer =
        attackWith(
            atFirst(
                """
                <bpmn:intermediateThrowEvent id="Event_Told" name="Told">
                  <bpmn:messageEventDefinition id="Told" camunda:delegateExpression="%s" />
                </bpmn:intermediateThrowEvent>
                """,
                "Event_Told"));

    assertThat(answer.body()).contains("camunda:delegateExpression").contains("Event_Told");
  }

  /** Deploys the model, and starts it should it be there. */
  private HttpResponse<String> attackWith(String model) {
    HttpResponse<String> answer =
        new Deployments(base())
            .deploy("admin", Map.of("attack.bpmn", model, "attack.form", EMPTY_FORM));
    as("admin").post("/engine-rest/process-definition/key/attack/start", "{}");

    assertThat(System.getProperty(MARK)).isNull();
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(deployed("attack")).isZero();
    return answer;
  }

  /** A process that keeps the rules but for the attack in its first node. */
  private static String atFirst(String node, String id) {
    return Deployments.process("attack", "PT1M")
        .replaceFirst(
            "(?s)<bpmn:intermediateCatchEvent.*</bpmn:intermediateCatchEvent>",
            Matcher.quoteReplacement(
                node.formatted(ATTACK)
                    + """
                    <bpmn:serviceTask id="Task_PlanDeliveries" name="Plan deliveries" camunda:asyncAfter="true" camunda:delegateExpression="${planDeliveries}" />
                    <bpmn:sequenceFlow id="Flow_Planned" sourceRef="Task_PlanDeliveries" targetRef="EndEvent_WaitOver" />
                    """))
        .replace(
            "sourceRef=\"Event_Waited\" targetRef=\"EndEvent_WaitOver\"",
            "sourceRef=\"Event_Waited\" targetRef=\"Task_PlanDeliveries\"")
        .replace("\"Event_Waited\"", "\"" + id + "\"")
        .replace(
            "</bpmndi:BPMNPlane>",
            """
            <bpmndi:BPMNShape id="S4" bpmnElement="Task_PlanDeliveries"><dc:Bounds x="250" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="E4" bpmnElement="Flow_Planned"><di:waypoint x="270" y="118" /><di:waypoint x="300" y="118" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>""");
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
