package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.desk.AssignWork.Assignee;
import dev.turnup.engine.desk.AssignWork.Terms;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Appointments;
import dev.turnup.engine.workflow.LateTasks;
import dev.turnup.engine.workflow.PersonsWork;
import dev.turnup.engine.workflow.Variables;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Gives a person's work on an order its due date, its follow-up date, its assignee and the notes on
 * the order, so that no model has to say it and none can forget it. A model may still name each. A
 * variable that it takes a due date from, and that nobody has set, names none.
 */
@Component
class DeskWork extends AbstractProcessEnginePlugin {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*(\\w+)\\s*}");

  private final ObjectProvider<AssignWork> assignWork;
  private final ObjectProvider<Appointments> appointments;
  private final ObjectProvider<PersonsWork> personsWork;
  private final ObjectProvider<LateTasks> lateTasks;

  DeskWork(
      ObjectProvider<AssignWork> assignWork,
      ObjectProvider<Appointments> appointments,
      ObjectProvider<PersonsWork> personsWork,
      ObjectProvider<LateTasks> lateTasks) {
    this.assignWork = assignWork;
    this.appointments = appointments;
    this.personsWork = personsWork;
    this.lateTasks = lateTasks;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(engine.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(new ToEveryTask());
    engine.setCustomPostBPMNParseListeners(listeners);
  }

  private final class ToEveryTask extends AbstractBpmnParseListener {

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      TaskDefinition task =
          ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
      String form =
          element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formRef", task.getKey());
      task.addBuiltInTaskListener(
          TaskListener.EVENTNAME_CREATE, created -> assign((TaskEntity) created, form));
      Expression due = task.getDueDateExpression();
      if (due != null) {
        Matcher variable = VARIABLE.matcher(due.getExpressionText());
        if (variable.matches()) {
          task.setDueDateExpression(new IfSet(variable.group(1), due));
        }
      }
    }
  }

  private void assign(TaskEntity task, String form) {
    String order = task.getExecution().getProcessBusinessKey();
    if (order == null || !OrderId.isOrderNumber(order)) {
      return;
    }
    personsWork.getObject().showNotesIn(task, new OrderId(order));
    Terms terms =
        assignWork
            .getObject()
            .of(
                new OrderId(order),
                form,
                ClockUtil.getCurrentTime().toInstant(),
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant));
    task.setDueDate(Date.from(terms.due()));
    if (task.getFollowUpDate() == null) {
      task.setFollowUpDate(Date.from(terms.followUp()));
    }
    if (task.getAssignee() == null) {
      people(terms.assignee(), task, order)
          .filter(person -> isAtDeskOf(person, task))
          .findFirst()
          .ifPresent(task::setAssignee);
    }
  }

  private Stream<String> people(Assignee assignee, DelegateTask task, String order) {
    return switch (assignee) {
      case NOBODY -> Stream.empty();
      case SAME_PERSON -> whoDidItBefore(task, order).stream();
      case OWNER -> whoIsLate(order).stream();
      case TECHNICIAN ->
          Variables.DELIVERY_ID
              .ifAnyFrom(task)
              .flatMap(appointments.getObject()::of)
              .flatMap(Appointment::ourTechnician)
              .stream();
    };
  }

  private static Optional<String> whoDidItBefore(DelegateTask task, String order) {
    ProcessEngineServices engine = task.getProcessEngineServices();
    return Context.getCommandContext()
        .runWithoutAuthorization(
            () ->
                engine
                    .getHistoryService()
                    .createHistoricTaskInstanceQuery()
                    .processInstanceBusinessKey(order)
                    .taskDefinitionKey(task.getTaskDefinitionKey())
                    .taskDeleteReason(TaskEntity.DELETE_REASON_COMPLETED)
                    .taskAssigned()
                    .orderByHistoricTaskInstanceEndTime()
                    .desc()
                    .listPage(0, 1)
                    .stream()
                    .map(HistoricTaskInstance::getAssignee)
                    .findFirst());
  }

  private List<String> whoIsLate(String order) {
    return Context.getCommandContext()
        .runWithoutAuthorization(
            () ->
                lateTasks
                    .getObject()
                    .owners(new OrderId(order), ClockUtil.getCurrentTime().toInstant()));
  }

  /** Nobody is given work that she could not take. */
  private static boolean isAtDeskOf(String person, DelegateTask task) {
    return Context.getCommandContext()
        .runWithoutAuthorization(() -> isAtOneOf(task.getCandidates(), person, task));
  }

  private static boolean isAtOneOf(Set<IdentityLink> desks, String person, DelegateTask task) {
    return desks.stream()
        .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
        .map(IdentityLink::getGroupId)
        .anyMatch(
            group ->
                group != null
                    && task.getProcessEngineServices()
                            .getIdentityService()
                            .createUserQuery()
                            .userId(person)
                            .memberOfGroup(group)
                            .count()
                        > 0);
  }

  /** Its value, if the variable is there that it takes it from; else none. */
  record IfSet(String variable, Expression value) implements Expression {

    @Override
    public @Nullable Object getValue(VariableScope scope) {
      return scope.hasVariable(variable) ? value.getValue(scope) : null;
    }

    @Override
    public void setValue(Object changed, VariableScope scope) {
      throw new UnsupportedOperationException("a due date");
    }

    @Override
    public String getExpressionText() {
      return value.getExpressionText();
    }

    @Override
    public boolean isLiteralText() {
      return false;
    }
  }
}
