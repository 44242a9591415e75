package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/**
 * The steps of deployed models, by the ids of their elements: what each is called, and waits for.
 */
@Component
class ModelSteps {

  private final RepositoryService repository;
  private final Map<String, Map<String, Step>> known = new ConcurrentHashMap<>();

  ModelSteps(RepositoryService repository) {
    this.repository = repository;
  }

  /** What has to be there while a step lasts. */
  enum Kind {
    PERSON,
    CALL,
    MESSAGE,
    OTHER
  }

  /**
   * A step.
   *
   * @param label its name in the model; its id if it has none
   */
  record Step(String label, Kind kind) {}

  /** The steps of a version of a model. */
  Map<String, Step> of(String definition) {
    return known.computeIfAbsent(definition, id -> read(repository.getBpmnModelInstance(id)));
  }

  /** Forgets the versions that no order runs on any more. */
  void keepOnly(Collection<String> definitions) {
    known.keySet().retainAll(definitions);
  }

  private static Map<String, Step> read(BpmnModelInstance model) {
    return model.getModelElementsByType(FlowNode.class).stream()
        .map(ModelSteps::step)
        .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map.Entry<String, Step> step(FlowNode node) {
    String label = Optional.ofNullable(node.getName()).orElse(node.getId());
    return Map.entry(node.getId(), new Step(label, kindOf(node)));
  }

  private static Kind kindOf(FlowNode node) {
    if (node instanceof UserTask) {
      return Kind.PERSON;
    }
    if (node instanceof ReceiveTask
        || node instanceof IntermediateCatchEvent caught
            && caught.getEventDefinitions().stream()
                .anyMatch(MessageEventDefinition.class::isInstance)) {
      return Kind.MESSAGE;
    }
    return "external".equals(node.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "type"))
        ? Kind.CALL
        : Kind.OTHER;
  }
}
