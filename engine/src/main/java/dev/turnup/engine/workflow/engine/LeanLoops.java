package dev.turnup.engine.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.bpmn.behavior.ParallelMultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Has what is done for several at once done without three of the four variables that the engine
 * keeps for who asks how far it is, where its model does not ask. The engine goes by the fourth.
 * With one delivery of one component these were 15 of an order's 64 variables.
 */
@Component
class LeanLoops extends AbstractProcessEnginePlugin {

  private static final Set<String> COUNTERS =
      Set.of(
          ParallelMultiInstanceActivityBehavior.NUMBER_OF_INSTANCES,
          ParallelMultiInstanceActivityBehavior.NUMBER_OF_COMPLETED_INSTANCES,
          ParallelMultiInstanceActivityBehavior.LOOP_COUNTER);

  /** What hands a counter on to a model that may ask for it. */
  private static final String ALL_VARIABLES = "all";

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    List<BpmnParseListener> listeners =
        new ArrayList<>(
            Optional.ofNullable(engine.getCustomPostBPMNParseListeners()).orElse(List.of()));
    listeners.add(new Loops());
    engine.setCustomPostBPMNParseListeners(listeners);
  }

  private static final class Loops extends AbstractBpmnParseListener {

    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> processes) {
      if (!asksForCounters(root)) {
        processes.stream().flatMap(Loops::below).forEach(Loops::makeLean);
      }
    }

    private static boolean asksForCounters(Element element) {
      return Stream.concat(
                  Stream.of(element.getText()),
                  element.attributes().stream().map(element::attribute))
              .anyMatch(Loops::isOfCounters)
          || element.elements().stream().anyMatch(Loops::asksForCounters);
    }

    private static boolean isOfCounters(String text) {
      return text.equals(ALL_VARIABLES) || COUNTERS.stream().anyMatch(text::contains);
    }

    private static Stream<ActivityImpl> below(ScopeImpl scope) {
      return scope.getActivities().stream()
          .flatMap(activity -> Stream.concat(Stream.of(activity), below(activity)));
    }

    private static void makeLean(ActivityImpl activity) {
      if (activity.getActivityBehavior() instanceof ParallelMultiInstanceActivityBehavior usual) {
        activity.setActivityBehavior(new Lean(usual));
      }
    }
  }

  private static final class Lean extends ParallelMultiInstanceActivityBehavior {

    Lean(ParallelMultiInstanceActivityBehavior usual) {
      setLoopCardinalityExpression(usual.getLoopCardinalityExpression());
      setCompletionConditionExpression(usual.getCompletionConditionExpression());
      setCollectionExpression(usual.getCollectionExpression());
      setCollectionVariable(usual.getCollectionVariable());
      setCollectionElementVariable(usual.getCollectionElementVariable());
    }

    /** One that started before this was so counts on. */
    @Override
    protected void setLoopVariable(ActivityExecution execution, String name, Object value) {
      if (!COUNTERS.contains(name) || hasLoopVariable(execution, name)) {
        super.setLoopVariable(execution, name, value);
      }
    }

    /** A counter that is not kept is asked for only to be set, see above. */
    @Override
    protected Integer getLoopVariable(ActivityExecution execution, String name) {
      return COUNTERS.contains(name) && !hasLoopVariable(execution, name)
          ? Integer.valueOf(0)
          : super.getLoopVariable(execution, name);
    }
  }
}
