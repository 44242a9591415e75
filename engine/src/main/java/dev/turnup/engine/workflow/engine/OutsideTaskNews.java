package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.outside.NewTask;
import dev.turnup.engine.workflow.outside.OutsideTaskCreated;
import dev.turnup.engine.workflow.outside.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells that a model has come to a task of type external, before the task is written, so that
 * nobody has to look for it. The listener is built in, not in the model: the engine has no public
 * way to hear of a new task.
 */
@Component
class OutsideTaskNews extends AbstractProcessEnginePlugin {

  private final ApplicationEventPublisher publisher;
  private final Supplier<Topics> topics;

  OutsideTaskNews(ApplicationEventPublisher publisher, ObjectProvider<Topics> topics) {
    this.publisher = publisher;
    this.topics = SingletonSupplier.of(topics::getObject);
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(engine.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(new Teller());
    engine.setCustomPostBPMNParseListeners(listeners);
  }

  /** What its topic wants to know of a task; at the end of a command none is read any more. */
  private Map<String, Object> variables(String topic, DelegateExecution execution) {
    Map<String, Object> variables = new HashMap<>();
    topics.get().all().stream()
        .filter(known -> known.name().equals(topic))
        .flatMap(known -> known.variables().stream())
        .forEach(
            name -> {
              Object value = execution.getVariable(name);
              if (value != null) {
                variables.put(name, value);
              }
            });
    return variables;
  }

  /** When all tokens have moved as far as they go, and nothing is written yet. */
  private final class AtTheEnd implements CommandContextListener {

    private final String topic;
    private final ExecutionEntity execution;
    private final Map<String, Object> variables;

    AtTheEnd(String topic, ExecutionEntity execution, Map<String, Object> variables) {
      this.topic = topic;
      this.execution = execution;
      this.variables = variables;
    }

    @Override
    public void onCommandContextClose(CommandContext command) {
      Optional<NewTask> task =
          execution.getExternalTasks().stream()
              // the token may have gone on to another
              .filter(made -> made.getTopicName().equals(topic))
              .filter(made -> !execution.isSuspended())
              .findFirst()
              .map(made -> new Made(made, variables));
      publisher.publishEvent(new OutsideTaskCreated(topic, task));
    }

    @Override
    public void onCommandFailed(CommandContext command, Throwable failure) {
      // nothing is written
    }
  }

  private record Made(ExternalTaskEntity task, Map<String, Object> variables) implements NewTask {

    @Override
    public String id() {
      return task.getId();
    }

    @Override
    public String step() {
      return task.getProcessDefinitionKey() + "/" + task.getActivityId();
    }

    @Override
    public String order() {
      return String.valueOf(task.getExecution().getProcessBusinessKey());
    }

    @Override
    public void lock(String worker, Duration time) {
      task.lock(worker, time.toMillis());
    }
  }

  private final class Teller extends AbstractBpmnParseListener {

    @Override
    public void parseServiceTask(Element task, ScopeImpl scope, ActivityImpl activity) {
      if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior) {
        String topic = task.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "topic");
        ExecutionListener listener =
            execution ->
                Context.getCommandContext()
                    .registerCommandContextListener(
                        new AtTheEnd(
                            topic, (ExecutionEntity) execution, variables(topic, execution)));
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener);
      }
    }
  }
}
