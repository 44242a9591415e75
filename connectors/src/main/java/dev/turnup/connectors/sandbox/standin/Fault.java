package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that is to go wrong.
 *
 * @param operation with which operation of the system; empty: with every one
 * @param times how often; empty: until it is taken away
 * @param left how often still; a fault that is used up stays until it is taken away, since it may
 *     hold answers
 * @param order only for this order
 * @param component only for this component, by id or by name
 * @param site only at this site
 * @param node only at the sites that this access node serves
 */
public record Fault(
    long id,
    OutsideSystem system,
    Optional<String> operation,
    FaultMode mode,
    OptionalInt times,
    OptionalInt left,
    Optional<Duration> delay,
    Optional<String> order,
    Optional<String> component,
    Optional<String> site,
    Optional<String> node) {

  /** The delay, or {@code otherwise} if none was given. */
  public Duration delayOr(Duration otherwise) {
    return delay.orElse(otherwise);
  }

  boolean strikes(String operationAsked, Involved involved, AccessNodes nodes) {
    return left.orElse(1) > 0
        && operation.map(operationAsked::equals).orElse(true)
        && order.map(it -> involved.order().equals(Optional.of(it))).orElse(true)
        && component.map(involved::concerns).orElse(true)
        && site.map(it -> involved.site().equals(Optional.of(it))).orElse(true)
        && node.map(it -> involved.site().flatMap(nodes::at).equals(Optional.of(it))).orElse(true);
  }

  /** The more it names, the sooner it is chosen among several. */
  int precision() {
    return (operation.isPresent() ? 1 : 0)
        + (order.isPresent() ? 1 : 0)
        + (component.isPresent() ? 1 : 0)
        + (site.isPresent() ? 1 : 0)
        + (node.isPresent() ? 1 : 0);
  }

  /** For people. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("id", id).put("system", system.code());
    json.put("operation", operation.orElse("*")).put("mode", mode.code());
    times.ifPresent(it -> json.put("times", it));
    left.ifPresent(it -> json.put("left", it));
    delay.ifPresent(it -> json.put("delay", it.toString()));
    order.ifPresent(it -> json.put("order", it));
    component.ifPresent(it -> json.put("component", it));
    site.ifPresent(it -> json.put("site", it));
    node.ifPresent(it -> json.put("node", it));
    return json;
  }
}
