package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person may send with a task. */
class DeclaredFieldsTest extends EngineTest {

  @Autowired private TaskService tasks;
  @Autowired private FormService forms;

  private ProcessInstance instance;
  private Task task;

  @BeforeEach
  void aTaskIsOpen() {
    if (repository.createProcessDefinitionQuery().processDefinitionKey("decide").count() == 0) {
      repository
          .createDeployment()
          .addModelInstance(
              "decide.bpmn",
              Bpmn.createExecutableProcess("decide")
                  .camundaHistoryTimeToLive(1)
                  .startEvent()
                  .userTask("Task_Decide")
                  .name("Decide")
                  .camundaInputParameter("shownOrder", "${orderId}")
                  .camundaOutputParameter("decision", "${decision}")
                  .userTask("Task_After")
                  .endEvent()
                  .done())
          .deploy();
    }
    OrderId order = newOrder();
    instance =
        runtime.startProcessInstanceByKey(
            "decide", order.value(), Map.of("orderId", order.value(), "dateKnown", false));
    task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
  }

  @Test
  void takesWhatTheTaskAsksFor() {
    tasks.complete(task.getId(), Map.of("decision", "yes", "shownOrder", "PO-1"));

    assertThat(runtime.getVariable(instance.getId(), "decision")).isEqualTo("yes");
    assertThat(runtime.getVariable(instance.getId(), "shownOrder")).isNull();
  }

  @Test
  void readsOverWhatANewerFormLeavesEmpty() {
    Map<String, Object> sent = new HashMap<>(Map.of("decision", "yes", "reason", " "));
    sent.put("day", null);

    tasks.complete(task.getId(), sent);

    assertThat(runtime.getVariables(instance.getId())).doesNotContainKeys("reason", "day");
  }

  @Test
  void refusesAnotherOrdersNumber() {
    assertThatThrownBy(
            () -> tasks.complete(task.getId(), Map.of("decision", "yes", "orderId", "PO-1")))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("Decide does not ask for orderId");
    nothingWasChanged();
  }

  @Test
  void refusesTheAnswerOfAGateway() {
    Map<String, Object> sent = Map.of("decision", "yes", "dateKnown", true);

    assertThatThrownBy(() -> tasks.completeWithVariablesInReturn(task.getId(), sent, false))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("Decide does not ask for dateKnown");
    assertThatThrownBy(() -> tasks.resolveTask(task.getId(), sent))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("Decide does not ask for dateKnown");
    assertThatThrownBy(() -> forms.submitTaskForm(task.getId(), sent))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("Decide does not ask for dateKnown");
    assertThatThrownBy(() -> forms.submitTaskFormWithVariablesInReturn(task.getId(), sent, false))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessageContaining("Decide does not ask for dateKnown");
    nothingWasChanged();
  }

  @Test
  void refusesForeignNamesWithAnErrorOrAnEscalationToo() {
    Map<String, Object> sent = Map.of("dateKnown", true);

    assertThatThrownBy(() -> tasks.handleEscalation(task.getId(), "any", sent))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("Decide does not ask for dateKnown");
    assertThatThrownBy(() -> tasks.handleBpmnError(task.getId(), "any", "any", sent))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("Decide does not ask for dateKnown");
    nothingWasChanged();
  }

  @Test
  void completesATaskThoughANoteIsShownInItAtThatMoment() {
    repository
        .createDeployment()
        .addModelInstance(
            "overtaken.bpmn",
            Bpmn.createExecutableProcess("overtaken")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask("Task_Decide")
                .camundaInputParameter("shownOrder", "${orderId}")
                .serviceTask()
                .camundaClass(Meanwhile.class)
                .userTask("Task_After")
                .endEvent()
                .done())
        .deploy();
    OrderId order = newOrder();
    instance =
        runtime.startProcessInstanceByKey(
            "overtaken", order.value(), Map.of("orderId", order.value()));
    task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
    Meanwhile.WORK.add(() -> tasks.setVariable(task.getId(), "shownOrder", "with a note"));

    tasks.complete(task.getId());

    assertThat(Meanwhile.WORK).isEmpty();
    assertThat(runtime.getActiveActivityIds(instance.getId())).containsExactly("Task_After");
  }

  /** What somebody else does while a step runs, each once. */
  public static final class Meanwhile implements JavaDelegate {

    static final Queue<Runnable> WORK = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(DelegateExecution execution) {
      Optional.ofNullable(WORK.poll()).ifPresent(work -> CompletableFuture.runAsync(work).join());
    }
  }

  private void nothingWasChanged() {
    assertThat(runtime.getActiveActivityIds(instance.getId())).containsExactly("Task_Decide");
    assertThat(runtime.getVariable(instance.getId(), "orderId"))
        .isEqualTo(instance.getBusinessKey());
    assertThat(runtime.getVariable(instance.getId(), "dateKnown")).isEqualTo(false);
    assertThat(runtime.getVariable(instance.getId(), "decision")).isNull();
  }
}
