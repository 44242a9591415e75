package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.fallout.AssignFallout;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.workflow.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Keeps with a fallout who has its task, claimed or assigned, in the same transaction. A parse
 * listener, since models may not have listeners of their own and none can forget it.
 */
@Component
class FalloutOwners extends AbstractProcessEnginePlugin {

  private static final String FORM = "resolve-fallout";

  private final ObjectProvider<AssignFallout> assignFallout;

  FalloutOwners(ObjectProvider<AssignFallout> assignFallout) {
    this.assignFallout = assignFallout;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(engine.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(new ToWorkOnFallouts());
    engine.setCustomPostBPMNParseListeners(listeners);
  }

  private final class ToWorkOnFallouts extends AbstractBpmnParseListener {

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      if (FORM.equals(element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formRef"))) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior())
            .getTaskDefinition()
            .addBuiltInTaskListener(
                TaskListener.EVENTNAME_ASSIGNMENT, FalloutOwners.this::isAssigned);
      }
    }
  }

  private void isAssigned(DelegateTask task) {
    String order = task.getExecution().getProcessBusinessKey();
    if (order != null && OrderId.isOrderNumber(order)) {
      Variables.FALLOUT_ID
          .ifAnyFrom(task)
          .ifPresent(fallout -> note(new OrderId(order), fallout, (TaskEntity) task));
    }
  }

  /** What was never written is being made. */
  private void note(OrderId order, FalloutId fallout, TaskEntity task) {
    if (task.getRevision() == 0 && task.getAssignee() != null) {
      assignFallout.getObject().atFirst(order, fallout, task.getAssignee());
    } else {
      assignFallout.getObject().of(order, fallout, Optional.ofNullable(task.getAssignee()));
    }
  }
}
