package dev.turnup.engine.workflow.rules;

import dev.turnup.engine.workflow.NotKept;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What own work says only to what comes right behind it is asked for before the order waits or is
 * saved. A model that asks later would stop each order there.
 */
class NotKeptRules {

  private static final Set<String> WAITS =
      Set.of("userTask", "receiveTask", "intermediateCatchEvent", "callActivity");

  private static final String LOOP = "multiInstanceLoopCharacteristics";

  private static final Set<String> JOINS = Set.of("parallelGateway", "inclusiveGateway");

  private final KnownNames known;
  private final Findings findings;
  private final Map<String, XmlElement> byId;
  private final List<XmlElement> nodes;
  private final Map<String, List<XmlElement>> flowsFrom;
  private final Map<String, List<XmlElement>> flowsTo;
  private final Map<String, List<XmlElement>> eventsAt;
  private final Set<String> forCallers;

  NotKeptRules(XmlElement definitions, KnownNames known, Findings findings) {
    this.known = known;
    this.findings = findings;
    this.byId = definitions.byId();
    this.nodes = definitions.all().filter(e -> BpmnVocabulary.NODES.containsKey(e.name())).toList();
    this.flowsFrom = by("sourceRef", definitions.all().filter(e -> e.is("sequenceFlow")));
    this.flowsTo = by("targetRef", definitions.all().filter(e -> e.is("sequenceFlow")));
    this.eventsAt = by("attachedToRef", nodes.stream());
    this.forCallers =
        known.delegates().values().stream()
            .flatMap(says -> says.forCaller().stream())
            .collect(Collectors.toSet());
  }

  private static Map<String, List<XmlElement>> by(String attribute, Stream<XmlElement> elements) {
    return elements.collect(Collectors.groupingBy(element -> element.attribute(attribute)));
  }

  void check() {
    for (XmlElement node : nodes) {
      NotKept says = saidBy(node);
      says.all().forEach(name -> new Course(node, name, says).check());
    }
  }

  private NotKept saidBy(XmlElement node) {
    if (node.is("callActivity")) {
      Set<String> handedOn =
          node.extensions("out")
              .filter(out -> forCallers.contains(out.attribute("source")))
              .map(out -> out.attribute("target"))
              .collect(Collectors.toSet());
      return new NotKept(handedOn, Set.of(), Set.of());
    }
    return ModelExpression.delegateOf(node.camunda("delegateExpression"))
        .map(delegate -> known.delegates().getOrDefault(delegate, NotKept.NOTHING))
        .orElse(NotKept.NOTHING);
  }

  private static Optional<XmlElement> saving(XmlElement element, String attribute) {
    return Optional.of(element).filter(e -> e.camunda(attribute).equals("true"));
  }

  private boolean waits(XmlElement node) {
    return WAITS.contains(node.name())
        || !node.camunda("topic").isEmpty()
        || JOINS.contains(node.name()) && flowsTo.getOrDefault(node.id(), List.of()).size() > 1;
  }

  /** An error is caught at once; all else happens while the order waits. */
  private static Optional<XmlElement> happening(XmlElement boundaryEvent) {
    return Optional.of(boundaryEvent).filter(event -> !event.has("errorEventDefinition"));
  }

  /** What belongs to a node itself, and is looked at when an order comes to it or leaves it. */
  private static Stream<XmlElement> inside(XmlElement node) {
    return Stream.concat(
        Stream.of(node),
        node.children().stream()
            .filter(child -> !BpmnVocabulary.NODES.containsKey(child.name()))
            .filter(child -> !child.is(LOOP, "sequenceFlow"))
            .flatMap(XmlElement::all));
  }

  /** Of a collection, which may be named without an expression. */
  private static Set<String> names(String collection) {
    return ModelExpression.isIn(collection)
        ? ModelExpression.namesIn(collection)
        : Set.of(collection);
  }

  private static String words(XmlElement node) {
    return node.label().isBlank() ? node.id() : "\"" + node.label() + "\"";
  }

  /**
   * A node that an order comes to.
   *
   * @param stop the first at which it waited or was saved on its way
   */
  private record Step(XmlElement node, Optional<XmlElement> stop) {}

  /** All ways from where a variable is set to where it is set anew. */
  private final class Course {

    private final XmlElement setter;
    private final String name;
    private final NotKept says;
    private final Deque<Step> ahead = new ArrayDeque<>();
    private final Set<XmlElement> reachedInTime = new HashSet<>();
    private final Set<XmlElement> reachedLate = new HashSet<>();
    private final Set<XmlElement> askInTime = new HashSet<>();

    /** And the stop before. */
    private final Map<XmlElement, XmlElement> askLate = new LinkedHashMap<>();

    private boolean endsInTime;
    private boolean endsLate;

    Course(XmlElement setter, String name, NotKept says) {
      this.setter = setter;
      this.name = name;
      this.says = says;
    }

    void check() {
      leave(setter, Optional.empty());
      for (Step next = ahead.poll(); next != null; next = ahead.poll()) {
        if ((next.stop().isEmpty() ? reachedInTime : reachedLate).add(next.node())) {
          enter(next.node(), next.stop());
        }
      }
      if (!says.always().contains(name)) {
        askLate.keySet().removeAll(askInTime);
      }
      askLate.forEach(
          (asks, stop) ->
              findings.add(
                  stop,
                  "lies between %s, which sets %s, and %s, which asks for it: that is forgotten where an order waits or is saved"
                      .formatted(words(setter), name, words(asks)),
                  "let %s come right behind %s, and nothing between them wait or be asynchronous"
                      .formatted(words(asks), words(setter))));
      findings.require(
          !says.forCaller().contains(name) || endsInTime || !endsLate,
          setter,
          "sets %s for the caller of this process, but an order waits or is saved before each end: there that is forgotten"
              .formatted(name),
          "let nothing wait or be asynchronous between it and one of the ends");
    }

    private void enter(XmlElement node, Optional<XmlElement> before) {
      Optional<XmlElement> loop = node.children(LOOP).findFirst();
      Optional<XmlElement> first = before.or(() -> saving(node, "asyncBefore"));
      if (loop.filter(each -> names(each.camunda("collection")).contains(name)).isPresent()) {
        asks(node, first);
      }
      Optional<XmlElement> then = first.or(() -> loop.flatMap(each -> saving(each, "asyncBefore")));
      if (inside(node).anyMatch(this::asks)) {
        asks(node, then);
      }
      if (saidBy(node).all().contains(name) || inside(node).anyMatch(this::sets)) {
        return;
      }
      Optional<XmlElement> behind =
          then.or(() -> Optional.of(node).filter(NotKeptRules.this::waits));
      eventsAt.getOrDefault(node.id(), List.of()).stream()
          .map(event -> new Step(event, behind.or(() -> happening(event))))
          .forEach(ahead::add);
      if (node.is("subProcess")) {
        node.children("startEvent").forEach(start -> ahead.add(new Step(start, then)));
      } else if (node.is("endEvent")) {
        end(node, then);
      } else {
        leave(node, behind);
      }
    }

    private void end(XmlElement end, Optional<XmlElement> stop) {
      Optional<XmlElement> around = end.parent().filter(parent -> parent.is("subProcess"));
      if (around.isPresent()) {
        leave(around.get(), stop);
      } else {
        endsInTime |= stop.isEmpty();
        endsLate |= stop.isPresent();
      }
    }

    private void leave(XmlElement node, Optional<XmlElement> before) {
      Optional<XmlElement> stop =
          before
              .or(() -> saving(node, "asyncAfter"))
              .or(
                  () ->
                      node.children(LOOP).findFirst().flatMap(each -> saving(each, "asyncAfter")));
      for (XmlElement flow : flowsFrom.getOrDefault(node.id(), List.of())) {
        if (flow.children("conditionExpression").anyMatch(this::asks)) {
          asks(node, stop);
        }
        Optional.ofNullable(byId.get(flow.attribute("targetRef")))
            .ifPresent(target -> ahead.add(new Step(target, stop)));
      }
    }

    private void asks(XmlElement node, Optional<XmlElement> stop) {
      stop.ifPresentOrElse(at -> askLate.putIfAbsent(node, at), () -> askInTime.add(node));
    }

    private boolean asks(XmlElement element) {
      return element.is("in") && element.attribute("source").equals(name)
          || !element.is("outputParameter")
              && Stream.concat(
                      Stream.of(element.text()),
                      element.attributes().stream().map(XmlElement.Attribute::value))
                  .anyMatch(text -> ModelExpression.namesIn(text).contains(name));
    }

    private boolean sets(XmlElement element) {
      return element.is("out") && element.attribute("target").equals(name)
          || element.is("outputParameter") && element.label().equals(name);
    }
  }
}
