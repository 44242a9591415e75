package dev.turnup.engine.operation;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a step of a model wants to have done outside, as the model says it.
 *
 * @param system {@code workforce}
 * @param component the component that it is for, if it is for one
 * @param delivery the delivery that it is for, if it is for no component
 * @param step which step of which model wants it
 * @param occasion tells this from what the same step wants besides for the same component; mostly
 *     empty
 * @param operation {@code ship-equipment}
 * @param attributes what the system needs to know, by name
 * @param characteristics which of the component's characteristics the system needs to know besides
 * @param answerAttributes what of the answer the model wants to know; each becomes a variable
 */
public record WantedOperation(
    String system,
    OrderId order,
    Optional<ComponentId> component,
    Optional<DeliveryId> delivery,
    String step,
    String occasion,
    String operation,
    Map<String, String> attributes,
    List<String> characteristics,
    List<String> answerAttributes) {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*");

  /** What says which order a model is about is nothing for an outside system to change. */
  private static final Set<String> NOT_TO_BE_CHANGED =
      Set.of("orderId", "itemId", "deliveryId", "componentId", "falloutId");

  /**
   * @throws IllegalArgumentException if nothing is wanted, or an attribute cannot be a variable
   */
  public WantedOperation {
    if (operation.isBlank()) {
      throw new IllegalArgumentException(step + " does not say which operation it wants");
    }
    for (String name : answerAttributes) {
      if (!VARIABLE.matcher(name).matches() || NOT_TO_BE_CHANGED.contains(name)) {
        throw new IllegalArgumentException(
            step + " wants an answer in a variable " + name + ", which it cannot be");
      }
    }
    attributes = Map.copyOf(attributes);
    characteristics = List.copyOf(characteristics);
    answerAttributes = List.copyOf(answerAttributes);
  }
}
