package dev.turnup.engine.process;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.decomposition.ReviseOrder;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.delivery.SettleShortage;
import dev.turnup.engine.desk.RecordApproval;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.workflow.rules.NoteFields;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;

/** Forms, the tasks that show them and the use cases that read them speak of the same fields. */
class FormsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<UserTask> tasks() {
    return Models.processes().stream()
        .flatMap(key -> Models.process(key).getModelElementsByType(UserTask.class).stream());
  }

  @Test
  void everyTaskHasAFormAndEveryFormATask() {
    assertThat(tasks().map(UserTask::getCamundaFormRef))
        .containsExactlyInAnyOrderElementsOf(
            Models.files("forms/*.form")
                .map(Resource::getFilename)
                .map(name -> name.replace(".form", ""))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void theTaskHandsOverWhatTheFormShowsAndAsks(UserTask task) {
    Set<String> handedOver =
        mapping(task).getCamundaInputParameters().stream()
            .map(CamundaInputParameter::getCamundaName)
            .collect(toSet());

    assertThat(handedOver).isEqualTo(fields(task.getCamundaFormRef()).keySet());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void theTaskTakesWhatTheFormAsksAndNothingElse(UserTask task) {
    Map<String, String> taken =
        mapping(task).getCamundaOutputParameters().stream()
            .collect(
                toMap(
                    CamundaOutputParameter::getCamundaName,
                    CamundaOutputParameter::getTextContent));
    Set<String> asked =
        fields(task.getCamundaFormRef()).values().stream()
            .filter(field -> !field.path("readonly").asBoolean())
            .map(field -> field.path("key").asText())
            .collect(toSet());

    assertThat(taken.keySet()).isEqualTo(asked);
    taken.forEach((name, value) -> assertThat(value).isEqualTo("${" + name + "}"));
    assertThat(asked).noneMatch(name -> name.startsWith("shown"));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void asksForADecision(UserTask task) {
    assertThat(fields(task.getCamundaFormRef()).values())
        .filteredOn(field -> field.path("type").asText().equals("radio"))
        .hasSize(1)
        .allMatch(field -> field.path("validate").path("required").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void takesANoteAndSaysWhatHappensNext(UserTask task) {
    assertThat(components(task.getCamundaFormRef()).map(field -> field.path("key").asText()))
        .containsAll(NoteFields.NAMES);
    assertThat(components(task.getCamundaFormRef()).map(field -> field.path("text").asText()))
        .filteredOn(text -> text.startsWith("**What happens next:**"))
        .hasSize(1);
  }

  @Test
  void offersTheDecisionsThatTheUseCasesAccept() {
    assertThat(choices("repair-order", "repairDecision").map(ReviseOrder.Decision::of))
        .containsExactlyInAnyOrder(ReviseOrder.Decision.values());
    assertThat(
            choices("resolve-capacity-shortage", "shortageDecision")
                .map(SettleShortage.Decision::of))
        .containsExactlyInAnyOrder(SettleShortage.Decision.values());
    assertThat(choices("install-on-site", "visitOutcome").map(VisitOutcome::of))
        .containsExactlyInAnyOrder(VisitOutcome.values());
    assertThat(choices("resolve-fallout", "falloutDecision"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Fallout.Decision.values()).map(Fallout.Decision::code).toList());
    assertThat(choices("look-after-order", "escalationDecision"))
        .containsExactlyInAnyOrder("close", "keepWatching");
    assertThat(choices("approve-decision", "approvalDecision").map(RecordApproval.Decision::of))
        .containsExactlyInAnyOrder(RecordApproval.Decision.values());
    assertThat(choices("schedule-installation", "slotDecision"))
        .containsExactlyInAnyOrder("chosen", "alone", "reserved", "searchAgain");
  }

  @Test
  void offersToCorrectWhatCanBeCorrected() {
    assertThat(choices("repair-order", "changedAttribute"))
        .containsExactlyInAnyOrder(
            "offering", "characteristic", "site", "address", "postalCode", "product");
  }

  static CamundaInputOutput mapping(UserTask task) {
    return task.getExtensionElements()
        .getElementsQuery()
        .filterByType(CamundaInputOutput.class)
        .singleResult();
  }

  private static Stream<String> choices(String form, String field) {
    return StreamSupport.stream(fields(form).get(field).path("values").spliterator(), false)
        .map(choice -> choice.path("value").asText());
  }

  private static Map<String, JsonNode> fields(String form) {
    return components(form)
        .filter(component -> component.has("key"))
        .filter(component -> !NoteFields.NAMES.contains(component.path("key").asText()))
        .collect(toMap(field -> field.path("key").asText(), field -> field));
  }

  private static Stream<JsonNode> components(String form) {
    try {
      JsonNode components =
          JSON.readTree(Models.open("forms/" + form + ".form")).path("components");
      return StreamSupport.stream(components.spliterator(), false);
    } catch (IOException e) {
      throw new IllegalStateException("form " + form, e);
    }
  }
}
