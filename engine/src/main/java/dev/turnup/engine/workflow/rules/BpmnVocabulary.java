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

  /** BPMN's own, and those of Camunda's elements. */
  private static final Set<String> PLAIN_ATTRIBUTES =
      Set.of(
          "id",
          "name",
          "isExecutable",
          "isClosed",
          "processType",
          "processRef",
          "sourceRef",
          "targetRef",
          "default",
          "gatewayDirection",
          "attachedToRef",
          "cancelActivity",
          "isInterrupting",
          "triggeredByEvent",
          "isSequential",
          "messageRef",
          "errorRef",
          "errorCode",
          "escalationRef",
          "escalationCode",
          "calledElement",
          "categoryValueRef",
          "associationDirection",
          "textFormat",
          "value",
          "businessKey",
          "source",
          "sourceExpression",
          "target",
          "variables",
          "local");

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

  /** What runs or names work, and the only elements that may say so: others are not looked at. */
  private static final Map<String, Set<String>> ONLY_OF =
      Map.of(
          "delegateExpression", Set.of("serviceTask", "businessRuleTask"),
          "type", Set.of("serviceTask"),
          "topic", Set.of("serviceTask"));

  private BpmnVocabulary() {}

  static boolean hasElement(XmlElement element) {
    return switch (element.namespace()) {
      case XmlElement.BPMN ->
          NODES.containsKey(element.name()) || OTHER_ELEMENTS.contains(element.name());
      case XmlElement.CAMUNDA -> CAMUNDA_ELEMENTS.contains(element.name());
      default -> false;
    };
  }

  /** No namespace but the known ones: the engine also reads what its predecessor was told. */
  static boolean hasAttribute(XmlElement element, XmlElement.Attribute attribute) {
    String name = attribute.name();
    return switch (attribute.namespace()) {
      case "" -> PLAIN_ATTRIBUTES.contains(name);
      case XmlElement.CAMUNDA ->
          CAMUNDA_ATTRIBUTES.contains(name)
              && ONLY_OF.getOrDefault(name, Set.of(element.name())).contains(element.name());
      case XmlElement.SCHEMA_INSTANCE -> name.equals("type");
      default -> false;
    };
  }
}
