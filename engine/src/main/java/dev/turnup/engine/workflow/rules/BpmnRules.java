package dev.turnup.engine.workflow.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of one process; each method is one of them. */
class BpmnRules {

  private static final Set<String> OWN_WORK = Set.of("serviceTask", "businessRuleTask");

  private static final Pattern FLOW_ID = Pattern.compile("Flow_[A-Z][A-Za-z0-9]*");

  private static final Pattern DELAYED_RETRIES =
      Pattern.compile("(R\\d+/)?(?!PT0[SMH])P[0-9TDHMS]+(,(?!PT0[SMH])P[0-9TDHMS]+)*");

  private static final String STEP_FELL_OUT = "step-fell-out";
  private static final String PERFORM_OPERATION = ".perform-operation";
  private static final String OPERATION_ANSWERED = "operation-answered";

  private final String file;
  private final XmlElement definitions;
  private final KnownNames known;
  private final Findings findings;

  private final Map<String, XmlElement> byId;
  private final List<XmlElement> nodes;
  private final List<XmlElement> flows;

  /**
   * @param file the file's name without its ending
   * @param known includes what is deployed together with this process
   */
  BpmnRules(String file, XmlElement definitions, KnownNames known, Findings findings) {
    this.file = file;
    this.definitions = definitions;
    this.known = known;
    this.findings = findings;
    this.byId = definitions.byId();
    this.nodes = model().filter(e -> BpmnVocabulary.NODES.containsKey(e.name())).toList();
    this.flows = model().filter(e -> e.is("sequenceFlow")).toList();
  }

  void check() {
    List<XmlElement> processes = definitions.children("process").toList();
    findings.require(
        processes.size() == 1,
        definitions,
        "holds %d processes".formatted(processes.size()),
        "put each process into a file of its own");
    processes.forEach(this::checkProcess);
    model().forEach(this::checkVocabulary);
    model().filter(e -> !isRemark(e)).forEach(this::checkExpressions);
    nodes.forEach(this::checkNode);
    flows.forEach(this::checkFlow);
    definitions.children("message").forEach(e -> checkReference(e, "Message_", e.label()));
    definitions
        .children("error")
        .forEach(e -> checkReference(e, "Error_", e.attribute("errorCode")));
    definitions
        .children("escalation")
        .forEach(e -> checkReference(e, "Escalation_", e.attribute("escalationCode")));
    checkPicture();
    new NotKeptRules(definitions, known, findings).check();
  }

  /** Whether the tasks that show a form can do with what it asks for now. */
  void checkTasksShowing(String form, Set<String> fields) {
    nodes.stream()
        .filter(node -> node.is("userTask") && node.camunda("formRef").equals(form))
        .forEach(task -> checkFormMappings(task, fields));
  }

  /** All elements but those of the picture. */
  private Stream<XmlElement> model() {
    return definitions.children().stream()
        .filter(child -> !child.is("BPMNDiagram"))
        .flatMap(XmlElement::all);
  }

  private void checkProcess(XmlElement process) {
    findings.require(
        process.id().equals(file) && Label.isKebabCase(file),
        process,
        "its id differs from its file " + file + ".bpmn, or is not kebab-case",
        "give id and file the same name in kebab-case");
    findings.require(
        process.attribute("isExecutable").equals("true"),
        process,
        "is not executable",
        "tick Executable");
    for (String setting : List.of("historyTimeToLive", "versionTag")) {
      findings.require(
          !process.camunda(setting).isEmpty(), process, "has no " + setting, "say its " + setting);
    }
    process
        .children("startEvent")
        .forEach(
            start ->
                findings.require(
                    eventDefinition(start).isEmpty(),
                    start,
                    "starts by itself",
                    "use a plain start event: orders and other models start a process"));
    process
        .children("endEvent")
        .filter(BpmnRules::isHeardOutside)
        .forEach(
            end ->
                findings.add(
                    end,
                    "ends the process with an error or escalation, which would cancel what goes on beside it in its caller",
                    "end normally and tell the result by a variable"));
  }

  private void checkVocabulary(XmlElement element) {
    if (!BpmnVocabulary.hasElement(element)) {
      findings.add(
          element,
          "uses " + element.name() + ", which models here may not",
          "call own work by delegate expression, outside work by topic, and wait with receive task or timer");
    }
    element.attributes().stream()
        .filter(attribute -> !BpmnVocabulary.hasAttribute(element, attribute))
        .forEach(
            attribute ->
                findings.add(
                    element,
                    "uses %s, which %s here may not"
                        .formatted(attribute.qualifiedName(), element.name()),
                    "remove it"));
  }

  /** What nobody evaluates. The documentation of a user task is the task's description. */
  private static boolean isRemark(XmlElement element) {
    return element.is("text")
        || element.is("documentation") && element.parent().filter(p -> p.is("userTask")).isEmpty();
  }

  private void checkExpressions(XmlElement element) {
    element.attributes().stream()
        .filter(attribute -> ModelExpression.isIn(attribute.value()))
        .filter(attribute -> !isDelegate(attribute) && !isBusinessKey(element, attribute))
        .forEach(attribute -> checkExpression(element, attribute.value()));
    if (ModelExpression.isIn(element.text())) {
      checkExpression(element, element.text());
    }
  }

  private static boolean isDelegate(XmlElement.Attribute attribute) {
    return attribute.name().equals("delegateExpression");
  }

  private static boolean isBusinessKey(XmlElement element, XmlElement.Attribute attribute) {
    return element.is("in")
        && attribute.name().equals("businessKey")
        && attribute.value().equals(ModelExpression.BUSINESS_KEY);
  }

  private void checkExpression(XmlElement element, String text) {
    ModelExpression.objectionTo(text, known.delegates().keySet())
        .ifPresent(
            objection ->
                findings.add(
                    element,
                    "its expression " + objection,
                    "compare variables with ==, !=, <, >, &&, || and plain values only"));
  }

  private void checkNode(XmlElement node) {
    checkName(node);
    switch (node.name()) {
      case "serviceTask" -> checkServiceTask(node);
      case "businessRuleTask" -> checkDelegate(node);
      case "userTask" -> checkUserTask(node);
      case "receiveTask" -> checkReceiveTask(node);
      case "callActivity" -> checkCallActivity(node);
      case "exclusiveGateway", "inclusiveGateway" -> checkDecidingGateway(node);
      case "intermediateCatchEvent" -> {
        findings.require(
            node.has("timerEventDefinition"),
            node,
            "waits without an end",
            "use a receive task with a boundary timer");
        checkTimers(node);
      }
      case "boundaryEvent" -> checkBoundaryEvent(node);
      default -> {}
    }
    checkMultiInstance(node);
    checkRetries(node);
  }

  private void checkName(XmlElement node) {
    String prefix = BpmnVocabulary.NODES.get(node.name());
    String label = node.label();
    boolean mayBeUnlabelled =
        BpmnVocabulary.GATEWAYS.contains(node.name()) && outgoing(node).size() < 2
            || node.is("parallelGateway");
    if (label.isBlank()) {
      findings.require(
          mayBeUnlabelled, node, "has no label", "say what it does, or which state was reached");
      findings.require(
          node.id().matches(prefix + "[A-Z][A-Za-z0-9]*"),
          node,
          "its id is generated",
          "give it an id such as " + prefix + "OrderDecomposed");
      return;
    }
    String id = prefix + Label.pascalCase(label);
    findings.require(
        node.id().equals(id), node, "is labelled \"" + label + "\"", "give it the id " + id);
    findings.require(
        Label.isSentenceCase(label),
        node,
        "its label \"" + label + "\" is not in sentence case",
        "write the first word with a capital letter and no other");
    findings.require(
        !Label.hasEmptyWords(label),
        node,
        "its label says process, handle, manage or task",
        "say what is done");
  }

  private void checkServiceTask(XmlElement task) {
    String topic = task.camunda("topic");
    if (topic.isEmpty() && task.camunda("type").isEmpty()) {
      checkDelegate(task);
      return;
    }
    findings.require(
        task.camunda("type").equals("external") && task.camunda("delegateExpression").isEmpty(),
        task,
        "is neither own nor outside work",
        "set type external and a topic, or a delegate expression");
    findings.require(
        known.topics().contains(topic),
        task,
        "nobody works off the topic " + topic,
        "use one of " + sorted(known.topics()));
    findings.require(
        boundary(task, "errorEventDefinition")
            .anyMatch(event -> errorCodeOf(event).equals(STEP_FELL_OUT)),
        task,
        "nothing catches it when it falls out",
        "attach a boundary event for the error " + STEP_FELL_OUT);
    if (topic.endsWith(PERFORM_OPERATION)) {
      checkOperation(task);
    }
  }

  /** Only the model knows what the answer means, so it has to look at it. */
  private void checkOperation(XmlElement task) {
    findings.require(
        namesOf(task, "inputParameter").contains("operation"),
        task,
        "does not say which operation it wants",
        "map the input operation");
    findings.require(
        successors(task).stream().allMatch(next -> next.is("exclusiveGateway")),
        task,
        "goes on whatever the answer is",
        "let a gateway follow that asks for operationState: done, later or refused");
  }

  private void checkDelegate(XmlElement task) {
    String expression = task.camunda("delegateExpression");
    findings.require(
        ModelExpression.delegateOf(expression).filter(known.delegates()::containsKey).isPresent(),
        task,
        expression.isEmpty()
            ? "does nothing"
            : "its delegate expression " + expression + " names no own work",
        "use one of " + sorted(known.delegates().keySet()) + " as in ${planDeliveries}");
  }

  private void checkUserTask(XmlElement task) {
    String form = task.camunda("formRef");
    findings.require(
        task.camunda("formRefBinding").equals("latest"),
        task,
        "does not bind its form to the latest version",
        "set the form's binding to latest");
    String due = task.camunda("dueDate");
    findings.require(
        due.isEmpty() || ModelTime.isDuration(due) || ModelTime.isMoment(due),
        task,
        "its due date " + due + " is no time",
        "give it a due date from a variable, a duration such as P1D, or none: task-assignment says");
    String groups = task.camunda("candidateGroups");
    findings.require(
        !groups.isEmpty()
            && (ModelExpression.isIn(groups)
                || Stream.of(groups.split(","))
                    .map(String::strip)
                    .allMatch(known.groups()::contains)),
        task,
        groups.isEmpty() ? "is offered to nobody" : "is offered to " + groups,
        "offer it to one of " + sorted(known.groups()));
    Optional<byte[]> json = known.form().apply(form);
    if (json.isEmpty()) {
      findings.add(
          task,
          form.isEmpty() ? "has no form" : "there is no form " + form,
          "name a form that is deployed, or deploy it together with the process");
      return;
    }
    checkFormMappings(task, FormRules.fieldsOf(json.get()));
    checkAfterUserTask(task);
  }

  /** A field without an output mapping would be lost; one that is shown must be handed in. */
  private void checkFormMappings(XmlElement task, Set<String> fields) {
    Set<String> in = namesOf(task, "inputParameter");
    Set<String> out = namesOf(task, "outputParameter");
    for (String field : fields) {
      boolean shown = field.startsWith("shown");
      findings.require(
          shown ? in.contains(field) : out.contains(field),
          task,
          "the form's field %s has no %s mapping".formatted(field, shown ? "input" : "output"),
          "map " + field);
    }
    for (String mapped : out) {
      findings.require(
          fields.contains(mapped),
          task,
          "the form asks nobody for " + mapped,
          "give the form a field with this key, or remove the mapping");
    }
  }

  /** What a person said is checked before the completion commits, so that it can be refused. */
  private void checkAfterUserTask(XmlElement task) {
    for (XmlElement next : successors(task)) {
      findings.require(
          OWN_WORK.contains(next.name())
              && !isTrue(next.camunda("asyncBefore"))
              && isTrue(next.camunda("asyncAfter")),
          next,
          "follows a user task",
          "let own work follow that checks what was said, asynchronous after and not before");
    }
  }

  private void checkReceiveTask(XmlElement task) {
    findings.require(
        boundary(task, "timerEventDefinition").findAny().isPresent(),
        task,
        "may wait for ever",
        "attach a boundary timer");
    findings.require(
        byId.containsKey(task.attribute("messageRef")),
        task,
        "waits for no message",
        "say for which message it waits");
    findings.require(
        !isNamed(task.attribute("messageRef"), OPERATION_ANSWERED)
            || namesOf(task, "inputParameter").contains("callId"),
        task,
        "does not say which call's answer it waits for",
        "map the input callId to ${callId}");
    successors(task).stream()
        .filter(next -> OWN_WORK.contains(next.name()) && next.camunda("topic").isEmpty())
        .forEach(
            next ->
                findings.require(
                    isTrue(next.camunda("asyncBefore")),
                    next,
                    "follows a wait without a save point",
                    "make it asynchronous before"));
  }

  private void checkCallActivity(XmlElement call) {
    String called = call.attribute("calledElement");
    findings.require(
        ModelExpression.isIn(called) || known.processes().contains(called),
        call,
        called.isEmpty() ? "calls nothing" : "there is no process " + called,
        "call one of " + sorted(known.processes()));
    findings.require(
        call.camunda("calledElementBinding").equals("latest"),
        call,
        "does not bind what it calls to the latest version",
        "set the binding to latest");
    List<XmlElement> mappings =
        Stream.concat(call.extensions("in"), call.extensions("out")).toList();
    findings.require(
        mappings.stream()
            .anyMatch(m -> m.attribute("businessKey").equals(ModelExpression.BUSINESS_KEY)),
        call,
        "does not pass the order's number on",
        "pass the business key " + ModelExpression.BUSINESS_KEY);
    findings.require(
        mappings.stream().allMatch(m -> m.attribute("variables").isEmpty()),
        call,
        "maps all variables",
        "map each variable that is needed");
  }

  private void checkDecidingGateway(XmlElement gateway) {
    List<XmlElement> outgoing = outgoing(gateway);
    if (outgoing.size() < 2) {
      return;
    }
    findings.require(
        gateway.label().endsWith("?"), gateway, "decides without a question", "label it as one");
    findings.require(
        byId.containsKey(gateway.attribute("default")),
        gateway,
        "has no default flow, and stops an order whose case nobody thought of",
        "mark one of its flows as default");
    for (XmlElement flow : outgoing) {
      findings.require(
          !flow.label().isBlank(), flow, "does not say which answer it is", "label it");
      findings.require(
          flow.has("conditionExpression") != flow.id().equals(gateway.attribute("default")),
          flow,
          "has no condition, or is default and has one",
          "give a condition to every flow but the default one");
    }
  }

  private void checkBoundaryEvent(XmlElement event) {
    XmlElement activity = byId.getOrDefault(event.attribute("attachedToRef"), event);
    findings.require(
        !(isHeardOutside(event) && activity.has("multiInstanceLoopCharacteristics")),
        event,
        "catches an error or escalation on a multi-instance activity, and would cancel every other instance, calls under way included",
        "catch it on the step inside");
    checkTimers(event);
  }

  private void checkTimers(XmlElement event) {
    event
        .children("timerEventDefinition")
        .forEach(
            timer ->
                findings.require(
                    hasTime(timer),
                    event,
                    "its timer has no time",
                    "set a date, a duration such as PT15M, or a variable"));
  }

  private static boolean hasTime(XmlElement timer) {
    return timer.children("timeDuration").anyMatch(time -> ModelTime.isDuration(time.text()))
        || timer.children("timeDate").anyMatch(time -> ModelTime.isMoment(time.text()));
  }

  private void checkMultiInstance(XmlElement node) {
    node.children("multiInstanceLoopCharacteristics")
        .forEach(
            loop ->
                findings.require(
                    !loop.camunda("collection").isEmpty()
                        && !loop.camunda("elementVariable").isEmpty(),
                    node,
                    "does not say what it is done for",
                    "set collection and element variable"));
    if (node.is("endEvent") && isHeardOutside(node)) {
      findings.require(
          node.parent().filter(p -> p.has("multiInstanceLoopCharacteristics")).isEmpty(),
          node,
          "its error would cancel every other instance",
          "end normally and tell the result by a variable");
    }
  }

  private void checkRetries(XmlElement node) {
    node.extensions("failedJobRetryTimeCycle")
        .forEach(
            retries ->
                findings.require(
                    DELAYED_RETRIES.matcher(retries.text()).matches(),
                    node,
                    "retries without a delay",
                    "write delays such as PT10S,PT1M,PT5M"));
  }

  private void checkFlow(XmlElement flow) {
    findings.require(
        FLOW_ID.matcher(flow.id()).matches(),
        flow,
        "its id is generated",
        "name it by where it comes from or what it answers, such as Flow_SiteVisitNeededYes");
  }

  private void checkReference(XmlElement element, String prefix, String name) {
    findings.require(
        Label.isKebabCase(name) && element.id().equals(prefix + Label.pascalCase(name)),
        element,
        "is called " + name,
        "name it in kebab-case and give it the id " + prefix + Label.pascalCase(name));
  }

  private void checkPicture() {
    Set<String> drawn =
        definitions
            .children("BPMNDiagram")
            .flatMap(XmlElement::all)
            .map(shape -> shape.attribute("bpmnElement"))
            .collect(Collectors.toCollection(HashSet::new));
    Stream.concat(nodes.stream(), flows.stream())
        .filter(element -> !drawn.contains(element.id()))
        .forEach(element -> findings.add(element, "is not in the picture", "draw it"));
  }

  private List<XmlElement> outgoing(XmlElement node) {
    return flows.stream().filter(flow -> flow.attribute("sourceRef").equals(node.id())).toList();
  }

  private List<XmlElement> successors(XmlElement node) {
    return outgoing(node).stream()
        .map(flow -> Optional.ofNullable(byId.get(flow.attribute("targetRef"))))
        .flatMap(Optional::stream)
        .toList();
  }

  private Stream<XmlElement> boundary(XmlElement activity, String definition) {
    return nodes.stream()
        .filter(node -> node.attribute("attachedToRef").equals(activity.id()))
        .filter(node -> node.has(definition));
  }

  private String errorCodeOf(XmlElement event) {
    return event
        .children("errorEventDefinition")
        .map(definition -> Optional.ofNullable(byId.get(definition.attribute("errorRef"))))
        .flatMap(Optional::stream)
        .map(error -> error.attribute("errorCode"))
        .findFirst()
        .orElse("");
  }

  private static Optional<XmlElement> eventDefinition(XmlElement event) {
    return event.children().stream()
        .filter(child -> child.name().endsWith("EventDefinition"))
        .findFirst();
  }

  private static Set<String> namesOf(XmlElement task, String mapping) {
    return task.extensions(mapping).map(XmlElement::label).collect(Collectors.toSet());
  }

  private boolean isNamed(String id, String name) {
    return Optional.ofNullable(byId.get(id)).filter(e -> e.label().equals(name)).isPresent();
  }

  private static boolean isHeardOutside(XmlElement event) {
    return event.has("errorEventDefinition") || event.has("escalationEventDefinition");
  }

  private static boolean isTrue(String value) {
    return value.equals("true");
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
