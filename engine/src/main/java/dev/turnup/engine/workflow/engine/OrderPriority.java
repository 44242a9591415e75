package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.order.Priority;
import dev.turnup.engine.workflow.SavePoints;
import dev.turnup.engine.workflow.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallableElementActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.core.model.CallableElementParameter;
import org.camunda.bpm.engine.impl.externaltask.DefaultExternalTaskPriorityProvider;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobPriorityProvider;
import org.camunda.bpm.engine.impl.jobexecutor.JobDeclaration;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.stereotype.Component;

/**
 * Gives what is done for an order the order's priority, so that no model has to say it and none can
 * forget it: its jobs, its tasks of type external, people's tasks, and the models that are called.
 * A model may still name another. What belongs to no order counts as one that was accepted when the
 * work came up. Timers are run by their due dates, see {@link JobsInTurn}.
 */
@Component
class OrderPriority extends AbstractProcessEnginePlugin {

  private final Relay relay;
  private final SavePoints savePoints;

  OrderPriority(Relay relay, SavePoints savePoints) {
    this.relay = relay;
    this.savePoints = savePoints;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setJobPriorityProvider(new OfJobs());
    engine.setExternalTaskPriorityProvider(new OfOutsideTasks());
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(engine.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(new Defaults());
    engine.setCustomPostBPMNParseListeners(listeners);
    new InPlaceOf(JobManager.class, () -> new JobsInTurn(relay, savePoints)).in(engine);
  }

  private static Priority of(VariableScope scope) {
    return Variables.ORDER_PRIORITY
        .ifAnyFrom(scope)
        .orElseGet(() -> Priority.since(ClockUtil.getCurrentTime().toInstant()));
  }

  private static final class OfJobs extends DefaultJobPriorityProvider {

    @Override
    protected Long getProcessDefinitionPriority(
        ExecutionEntity execution, JobDeclaration<?, ?> job) {
      Long named = super.getProcessDefinitionPriority(execution, job);
      return named != null || execution == null || job instanceof TimerDeclarationImpl
          ? named
          : Long.valueOf(of(execution).value());
    }
  }

  private static final class OfOutsideTasks extends DefaultExternalTaskPriorityProvider {

    @Override
    protected Long getProcessDefinitionPriority(
        ExecutionEntity execution, ExternalTaskActivityBehavior task) {
      Long named = super.getProcessDefinitionPriority(execution, task);
      return named != null ? named : Long.valueOf(of(execution).value());
    }
  }

  private static final class Defaults extends AbstractBpmnParseListener {

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      TaskDefinition task =
          ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
      if (task.getPriorityExpression() == null) {
        task.setPriorityExpression(new OfTasks());
      }
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
      ((CallableElementActivityBehavior) activity.getActivityBehavior())
          .getCallableElement()
          .addInput(new PassedOn());
    }
  }

  /** Unless the call names one, or the caller has none. */
  private static final class PassedOn extends CallableElementParameter {

    @Override
    public void applyTo(VariableScope caller, VariableMap given) {
      Variables.ORDER_PRIORITY
          .ifAnyFrom(caller)
          .ifPresent(
              priority ->
                  given.putIfAbsent(
                      Variables.ORDER_PRIORITY.name(), Variables.ORDER_PRIORITY.kept(priority)));
    }
  }

  private static final class OfTasks implements Expression {

    @Override
    public Object getValue(VariableScope scope) {
      return of(scope).value();
    }

    @Override
    public void setValue(Object value, VariableScope scope) {
      throw new UnsupportedOperationException("a default");
    }

    @Override
    public String getExpressionText() {
      return Variables.ORDER_PRIORITY.name();
    }

    @Override
    public boolean isLiteralText() {
      return false;
    }
  }
}
