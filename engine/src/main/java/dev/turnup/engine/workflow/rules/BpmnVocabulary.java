package dev.turnup.engine.workflow.rules;

import java.util.Map;
import java.util.Set;

/** What of BPMN and of Camunda's extensions a model may use; all else is refused. */
final class BpmnVocabulary {

  /** Flow nodes, and the prefixes of their ids. */
  static final Map<String, String> NODES =
      Map.ofEntries(
          Map.entry("startEvent", "StartEvent_"),
          Map.entry("endEvent", "EndEvent_"),
          Map.entry("serviceTask", "Task_"),
          Map.entry("businessRuleTask", "Task_"),
          Map.entry("userTask", "Task_"),
          Map.entry("receiveTask", "Task_"),
          Map.entry("callActivity", "CallActivity_"),
          Map.entry("subProcess", "SubProcess_"),
          Map.entry("boundaryEvent", "BoundaryEvent_"),
          Map.entry("intermediateCatchEvent", "Event_"),
          Map.entry("intermediateThrowEvent", "Event_"),
          Map.entry("exclusiveGateway", "Gateway_"),
          Map.entry("inclusiveGateway", "Gateway_"),
          Map.entry("parallelGateway", "Gateway_"));

  static final Set<String> GATEWAYS =
      Set.of("exclusiveGateway", "inclusiveGateway", "parallelGateway");

  private static final Set<String> OTHER_ELEMENTS =
      Set.of(
          "definitions",
          "process",
          "documentation",
          "extensionElements",
          "incoming",
          "outgoing",
          "sequenceFlow",
          "conditionExpression",
          "message",
          "error",
          "escalation",
          "messageEventDefinition",
          "errorEventDefinition",
          "escalationEventDefinition",
          "timerEventDefinition",
          "terminateEventDefinition",
          "timeDate",
          "timeDuration",
          "multiInstanceLoopCharacteristics",
          "textAnnotation",
          "text",
          "association",
          "group",
          "category",
          "categoryValue",
          "collaboration",
          "participant",
          "laneSet",
          "lane",
          "flowNodeRef");

  private static final Set<String> CAMUNDA_ELEMENTS =
      Set.of(
          "inputOutput",
          "inputParameter",
          "outputParameter",
          "in",
          "out",
          "properties",
          "property",
          "failedJobRetryTimeCycle");

  private static final Set<String> CAMUNDA_ATTRIBUTES =
      Set.of(
          "asyncBefore",
          "asyncAfter",
          "exclusive",
          "jobPriority",
          "taskPriority",
          "historyTimeToLive",
          "versionTag",
          "isStartableInTasklist",
          "delegateExpression",
          "type",
          "topic",
          "formRef",
          "formRefBinding",
          "candidateGroups",
          "dueDate",
          "followUpDate",
          "priority",
          "calledElementBinding",
          "collection",
          "elementVariable",
          "modelerTemplate",
          "modelerTemplateVersion",
          "modelerTemplateIcon");

  private BpmnVocabulary() {}

  static boolean hasElement(XmlElement element) {
    return switch (element.namespace()) {
      case XmlElement.BPMN ->
          NODES.containsKey(element.name()) || OTHER_ELEMENTS.contains(element.name());
      case XmlElement.CAMUNDA -> CAMUNDA_ELEMENTS.contains(element.name());
      default -> false;
    };
  }

  static boolean hasAttribute(XmlElement.Attribute attribute) {
    return !attribute.namespace().equals(XmlElement.CAMUNDA)
        || CAMUNDA_ATTRIBUTES.contains(attribute.name());
  }
}
