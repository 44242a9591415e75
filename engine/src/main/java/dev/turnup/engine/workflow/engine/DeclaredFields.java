package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.workflow.Passing;
import dev.turnup.engine.workflow.rules.NoteFields;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A person who completes a task, or reports an error or an escalation from it, says what the task
 * asks for, and nothing else. Left to itself the engine writes every name that is sent over the
 * instance's variables: another order's number, the answer of a gateway, a list of components. What
 * a task asks for are its input and output mappings; the inputs are its own copies, which vanish
 * with it. Besides, who completes one may leave a note on its order, which is no variable. A
 * completion that others overtake is done again, as long as the task is there; one that is refused,
 * here or by the step after the task, is the person's to mend: engine-rest answers 400 to a form
 * that is wrong, and 500 to anything else.
 */
@Component
class DeclaredFields extends AbstractProcessEnginePlugin {

  private static final int ATTEMPTS = 5;

  private final ObjectProvider<LeaveNote> leaveNote;

  /** Notes are shown in tasks, which the engine keeps. */
  DeclaredFields(ObjectProvider<LeaveNote> leaveNote) {
    this.leaveNote = leaveNote;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setTaskService(new GuardedTasks());
    engine.setFormService(new GuardedForms());
  }

  /** All in one transaction: where the task is not completed, no note is left either. */
  private <T> T completed(
      CommandExecutor commands,
      String taskId,
      @Nullable Map<String, Object> sent,
      Function<Map<String, Object>, T> completion) {
    Map<String, Object> asked = new HashMap<>(sent == null ? Map.of() : sent);
    Optional<String> note =
        Optional.ofNullable(asked.remove(NoteFields.TEXT))
            .map(text -> text.toString().strip())
            .filter(text -> !text.isEmpty());
    boolean told = "true".equals(String.valueOf(asked.remove(NoteFields.TOLD)));
    for (int attempt = 1; ; attempt++) {
      try {
        return commands.execute(
            context -> {
              leaveOutForeign(context, taskId, asked);
              refuseForeign(context, taskId, asked.keySet());
              note.ifPresent(text -> leave(context, taskId, text, told));
              return completion.apply(asked);
            });
      } catch (BadUserRequestException refusal) {
        throw new FormFieldValidationException("refused", refusal.getMessage(), refusal);
      } catch (ProcessEngineException | StaleVersion failure) {
        if (attempt == ATTEMPTS || !isJustOvertaken(failure)) {
          throw failure;
        }
      }
    }
  }

  /** A note on the order, say, was shown in the task meanwhile; another's transaction is lost. */
  private static boolean isJustOvertaken(RuntimeException failure) {
    return Passing.OVERTAKEN.is(failure)
        && !TransactionSynchronizationManager.isActualTransactionActive();
  }

  /** Who may complete the task may leave it, whatever else they may do with the order's tasks. */
  private void leave(CommandContext context, String taskId, String note, boolean told) {
    TaskEntity task = context.getTaskManager().findTaskById(taskId);
    if (task == null || task.getProcessInstance() == null) {
      return;
    }
    String order = task.getProcessInstance().getBusinessKey();
    if (order == null || !OrderId.isOrderNumber(order)) {
      throw new BadUserRequestException(
          task.getName() + " is not about an order to leave a note on");
    }
    try {
      context.runWithoutAuthorization(
          () ->
              leaveNote
                  .getObject()
                  .on(
                      new OrderId(order),
                      new Notes.Left(note, Optional.empty(), Optional.of(task.getName()), told)));
    } catch (Refused refusal) {
      throw new BadUserRequestException(refusal.getMessage(), refusal);
    }
  }

  private static void check(
      CommandExecutor commands, String taskId, @Nullable Map<String, Object> sent) {
    if (sent != null && !sent.isEmpty()) {
      commands.execute(
          context -> {
            refuseForeign(context, taskId, sent.keySet());
            return null;
          });
    }
  }

  /**
   * A form that is newer than the task's model has fields that the model does not know: where they
   * are empty, they say nothing.
   */
  private static void leaveOutForeign(
      CommandContext context, String taskId, Map<String, Object> sent) {
    TaskEntity task = context.getTaskManager().findTaskById(taskId);
    if (task != null && task.getProcessDefinitionId() != null) {
      Set<String> declared = declared(context, task);
      sent.entrySet()
          .removeIf(field -> !declared.contains(field.getKey()) && isEmpty(field.getValue()));
    }
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null || value instanceof String text && text.isBlank();
  }

  private static void refuseForeign(CommandContext context, String taskId, Set<String> sent) {
    TaskEntity task = context.getTaskManager().findTaskById(taskId);
    if (task == null || task.getProcessDefinitionId() == null) {
      return;
    }
    Set<String> foreign = new TreeSet<>(sent);
    foreign.removeAll(declared(context, task));
    if (!foreign.isEmpty()) {
      throw new BadUserRequestException(
          "%s does not ask for %s; nothing was changed"
              .formatted(task.getName(), String.join(", ", foreign)));
    }
  }

  private static Set<String> declared(CommandContext context, TaskEntity task) {
    FlowElement element =
        context
            .getProcessEngineConfiguration()
            .getDeploymentCache()
            .findBpmnModelInstanceForProcessDefinition(task.getProcessDefinitionId())
            .getModelElementById(task.getTaskDefinitionKey());
    if (element.getExtensionElements() == null) {
      return Set.of();
    }
    return element
        .getExtensionElements()
        .getElementsQuery()
        .filterByType(CamundaInputOutput.class)
        .list()
        .stream()
        .flatMap(
            mappings ->
                Stream.concat(
                    names(
                        mappings.getCamundaInputParameters(),
                        CamundaInputParameter::getCamundaName),
                    names(
                        mappings.getCamundaOutputParameters(),
                        CamundaOutputParameter::getCamundaName)))
        .collect(Collectors.toSet());
  }

  private static <T> Stream<String> names(Collection<T> parameters, Function<T, String> name) {
    return parameters.stream().map(name);
  }

  private final class GuardedTasks extends TaskServiceImpl {

    @Override
    public void complete(String taskId, @Nullable Map<String, Object> variables) {
      completed(
          commandExecutor,
          taskId,
          variables,
          asked -> {
            super.complete(taskId, asked);
            return taskId;
          });
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
        String taskId, @Nullable Map<String, Object> variables, boolean deserializeValues) {
      return completed(
          commandExecutor,
          taskId,
          variables,
          asked -> super.completeWithVariablesInReturn(taskId, asked, deserializeValues));
    }

    @Override
    public void resolveTask(String taskId, @Nullable Map<String, Object> variables) {
      completed(
          commandExecutor,
          taskId,
          variables,
          asked -> {
            super.resolveTask(taskId, asked);
            return taskId;
          });
    }

    @Override
    public void handleBpmnError(
        String taskId,
        String errorCode,
        @Nullable String errorMessage,
        @Nullable Map<String, Object> variables) {
      check(commandExecutor, taskId, variables);
      super.handleBpmnError(taskId, errorCode, errorMessage, variables);
    }

    @Override
    public void handleEscalation(
        String taskId, String escalationCode, @Nullable Map<String, Object> variables) {
      check(commandExecutor, taskId, variables);
      super.handleEscalation(taskId, escalationCode, variables);
    }
  }

  private final class GuardedForms extends FormServiceImpl {

    @Override
    public void submitTaskForm(String taskId, @Nullable Map<String, Object> properties) {
      completed(
          commandExecutor,
          taskId,
          properties,
          asked -> {
            super.submitTaskForm(taskId, asked);
            return taskId;
          });
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
        String taskId, @Nullable Map<String, Object> properties, boolean deserializeValues) {
      return completed(
          commandExecutor,
          taskId,
          properties,
          asked -> super.submitTaskFormWithVariablesInReturn(taskId, asked, deserializeValues));
    }
  }
}
