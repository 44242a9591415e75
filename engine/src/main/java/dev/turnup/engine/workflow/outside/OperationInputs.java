package dev.turnup.engine.workflow.outside;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;
import static dev.turnup.engine.workflow.Variables.DELIVERY_ID;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.operation.OperationAnswer;
import dev.turnup.engine.operation.OutsideSystems;
import dev.turnup.engine.operation.PerformOperation;
import dev.turnup.engine.operation.WantedOperation;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.workflow.Variable;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation that a model wants of this system, as the input mappings of its task say it: {@code
 * operation}, {@code attribute.<name>} for each attribute, {@code characteristics} and {@code
 * answerAttributes}, names with commas between them, and {@code occasion}.
 */
record OperationInputs(String system) implements TaskSubject<WantedOperation> {

  private static final Variable<String> OPERATION = Variable.text("operation");
  private static final Variable<String> ANSWER_ATTRIBUTES = Variable.text("answerAttributes");
  private static final Variable<String> CHARACTERISTICS = Variable.text("characteristics");
  private static final Variable<String> OCCASION = Variable.text("occasion");
  private static final String ATTRIBUTE = "attribute.";

  /** The topic {@code <system>.perform-operation}. */
  static Topic<?, ?, ?> topic(String system, PerformOperation step) {
    return new Topic<>(
        system + ".perform-operation",
        new OperationInputs(system),
        step,
        OutsideSystems.Request.class,
        OperationAnswer.class);
  }

  @Override
  public List<String> variables() {
    return List.of();
  }

  @Override
  public WantedOperation of(LockedTask task) {
    Map<String, Object> variables = task.variables();
    Optional<ComponentId> component = COMPONENT_ID.ifAnyFrom(variables);
    return new WantedOperation(
        system,
        task.orderId(),
        component,
        component.isPresent() ? Optional.empty() : DELIVERY_ID.ifAnyFrom(variables),
        task.step(),
        OCCASION.ifAnyFrom(variables).orElse(""),
        OPERATION.from(variables),
        attributes(variables),
        names(CHARACTERISTICS, variables),
        names(ANSWER_ATTRIBUTES, variables));
  }

  private static List<String> names(Variable<String> input, Map<String, Object> variables) {
    return Stream.of(input.ifAnyFrom(variables).orElse("").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static Map<String, String> attributes(Map<String, Object> variables) {
    return variables.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(ATTRIBUTE))
        .collect(
            toMap(
                variable -> variable.getKey().substring(ATTRIBUTE.length()),
                variable -> text(variable.getValue())));
  }

  private static String text(Object value) {
    return value instanceof Date date ? date.toInstant().toString() : value.toString();
  }

  @Override
  public String kept(WantedOperation wanted) {
    return component(wanted)
        .map(ComponentId::toString)
        .or(() -> delivery(wanted).map(DeliveryId::toString))
        .orElseGet(() -> wanted.order().value());
  }

  @Override
  public Optional<ComponentId> component(WantedOperation wanted) {
    return wanted.component();
  }

  @Override
  public Optional<DeliveryId> delivery(WantedOperation wanted) {
    return wanted.delivery();
  }
}
