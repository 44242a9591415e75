package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.outside.OutsideTaskCreated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells that a model has come to a task of type external, so that nobody has to look for it. The
 * listener is built in, not in the model: the engine has no public way to hear of a new task.
 */
@Component
class OutsideTaskNews extends AbstractProcessEnginePlugin {

  private final ApplicationEventPublisher publisher;

  OutsideTaskNews(ApplicationEventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(engine.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(new Teller());
    engine.setCustomPostBPMNParseListeners(listeners);
  }

  private final class Teller extends AbstractBpmnParseListener {

    @Override
    public void parseServiceTask(Element task, ScopeImpl scope, ActivityImpl activity) {
      if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior) {
        String topic = task.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "topic");
        ExecutionListener listener =
            execution -> publisher.publishEvent(new OutsideTaskCreated(topic));
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener);
      }
    }
  }
}
