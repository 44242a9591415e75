package dev.turnup.engine.process;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.operation.PerformOperation;
import dev.turnup.engine.workflow.outside.Topic;
import dev.turnup.engine.workflow.outside.Topics;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/** What Camunda Modeler offers is what the bundled models use. */
class ElementTemplatesTest {

  private static final Path TEMPLATES = Path.of("../processes/.camunda/element-templates");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void offersEveryOutsideWork() {
    assertThat(choices("outside-work", "dev.turnup.outside-work"))
        .isEqualTo(used(ServiceTask.class, ServiceTask::getCamundaTopic));
  }

  @Test
  void offersExactlyWhatIsWorkedOff() {
    assertThat(
            Stream.of("outside-work", "outside-operation")
                .flatMap(file -> choices(file, "dev.turnup." + file).stream()))
        .containsExactlyInAnyOrderElementsOf(workedOff());
  }

  @Test
  void offersEveryOwnWork() {
    assertThat(choices("own-work", "dev.turnup.own-work"))
        .isEqualTo(used(ServiceTask.class, ServiceTask::getCamundaDelegateExpression));
    assertThat(choices("own-work", "dev.turnup.own-decision"))
        .isEqualTo(used(BusinessRuleTask.class, BusinessRuleTask::getCamundaDelegateExpression));
  }

  @Test
  void offersEverySystemForOperations() {
    JsonNode template = template("outside-operation", "dev.turnup.outside-operation");

    assertThat(choices("outside-operation", "dev.turnup.outside-operation"))
        .hasSize(5)
        .allMatch(topic -> topic.endsWith(".perform-operation"));
    assertThat(bound(template, "camunda:inputParameter", "/binding/name"))
        .containsExactlyInAnyOrder("operation", "characteristics", "answerAttributes", "occasion");
  }

  /** As the example of the documentation does. */
  @Test
  void waitsForTheLaterAnswerToTheCallThatWasMade() {
    JsonNode template = template("outside-operation", "dev.turnup.outside-operation-answer");
    ReceiveTask waiting =
        Bpmn.readModelFromStream(
                ElementTemplatesTest.class.getResourceAsStream("/models/number-porting.bpmn"))
            .getModelElementById("Task_AwaitDonor");

    assertThat(stream(template.path("appliesTo")).map(JsonNode::asText))
        .containsExactly("bpmn:ReceiveTask");
    assertThat(waiting.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "modelerTemplate"))
        .isEqualTo(template.path("id").asText());
    assertThat(template.path("description").asText()).contains(waiting.getMessage().getName());
    assertThat(properties(template))
        .singleElement()
        .satisfies(
            property -> {
              assertThat(property.at("/binding/type").asText()).isEqualTo("camunda:inputParameter");
              assertThat(
                      waiting
                          .getExtensionElements()
                          .getElementsQuery()
                          .filterByType(CamundaInputOutput.class)
                          .singleResult()
                          .getCamundaInputParameters())
                  .singleElement()
                  .satisfies(
                      input -> {
                        assertThat(input.getCamundaName())
                            .isEqualTo(property.at("/binding/name").asText());
                        assertThat(input.getTextContent())
                            .isEqualTo(property.path("value").asText());
                      });
            });
  }

  @Test
  void mapsEveryFieldOfEveryForm() {
    Models.processes().stream()
        .flatMap(key -> Models.process(key).getModelElementsByType(UserTask.class).stream())
        .forEach(
            task -> {
              JsonNode template =
                  template("work-of-a-person", "dev.turnup.person." + task.getCamundaFormRef());
              assertThat(bound(template, "camunda:inputParameter", "/binding/name"))
                  .as("inputs of %s", task.getName())
                  .isEqualTo(
                      FormsTest.mapping(task).getCamundaInputParameters().stream()
                          .map(input -> input.getCamundaName())
                          .collect(toSet()));
              assertThat(bound(template, "camunda:outputParameter", "/value"))
                  .as("outputs of %s", task.getName())
                  .isEqualTo(
                      FormsTest.mapping(task).getCamundaOutputParameters().stream()
                          .map(output -> output.getCamundaName())
                          .collect(toSet()));
            });
  }

  @Test
  void passesTheOrdersNumberToACalledModel() {
    JsonNode template = template("called-model", "dev.turnup.called-model");

    assertThat(bound(template, "camunda:in:businessKey", "/value"))
        .containsExactly("#{execution.processBusinessKey}");
  }

  /** The topics as the application has them, without anybody behind them. */
  private static List<String> workedOff() {
    try {
      Class<?> type = Class.forName("dev.turnup.engine.workflow.outside.OutsideSteps");
      Constructor<?> made = type.getDeclaredConstructor();
      made.setAccessible(true);
      Object steps = made.newInstance();
      List<Topic<?, ?, ?>> topics = new ArrayList<>();
      for (Method method : type.getDeclaredMethods()) {
        method.setAccessible(true);
        if (method.isAnnotationPresent(Bean.class) && method.getReturnType() == Topic.class) {
          topics.add((Topic<?, ?, ?>) method.invoke(steps, (Object) null));
        }
      }
      Method all = type.getDeclaredMethod("topics", List.class, PerformOperation.class);
      all.setAccessible(true);
      return ((Topics) all.invoke(steps, topics, null)).all().stream().map(Topic::name).toList();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the topics", e);
    }
  }

  private static Set<String> choices(String file, String id) {
    return properties(template(file, id))
        .flatMap(property -> stream(property.path("choices")))
        .map(choice -> choice.path("value").asText())
        .collect(toSet());
  }

  private static Set<String> bound(JsonNode template, String binding, String field) {
    return properties(template)
        .filter(property -> property.at("/binding/type").asText().equals(binding))
        .map(property -> property.at(field).asText())
        .collect(toSet());
  }

  private static <T extends ModelElementInstance> Set<String> used(
      Class<T> type, Function<T, String> name) {
    return Models.processes().stream()
        .flatMap(key -> Models.process(key).getModelElementsByType(type).stream())
        .map(name)
        .filter(Objects::nonNull)
        .collect(toSet());
  }

  private static JsonNode template(String file, String id) {
    try {
      return stream(JSON.readTree(TEMPLATES.resolve(file + ".json").toFile()))
          .filter(template -> template.path("id").asText().equals(id))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no template " + id));
    } catch (IOException e) {
      throw new AssertionError("templates " + file, e);
    }
  }

  private static Stream<JsonNode> properties(JsonNode template) {
    return stream(template.path("properties"));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
