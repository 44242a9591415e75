package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that was asked to be done, under its key.
 *
 * @param requests how often it was asked
 * @param effects how often it was done: once or not yet
 * @param sequence its place among all that was done; empty if it is not
 * @param at when it was done, by the sandbox's clock; else when it was first asked
 * @param status of the answer
 */
public record EffectRow(
    long id,
    String operation,
    String key,
    String path,
    JsonNode body,
    Involved involved,
    int requests,
    int effects,
    Optional<Long> sequence,
    Instant at,
    Optional<String> effectiveDate,
    Optional<String> resource,
    Optional<Integer> status,
    Optional<JsonNode> answer) {

  boolean done() {
    return effects > 0;
  }

  /** Whether it was taken on with a 202, and is still to be done. */
  boolean pending() {
    return !done() && wasAccepted();
  }

  /** Whether its answer was a 202. */
  boolean wasAccepted() {
    return status.equals(Optional.of(202));
  }

  boolean asks(Call call) {
    return path.equals(call.path()) && body.equals(call.body());
  }

  /** For people and tests: an effect of {@code system}. */
  public ObjectNode toJson(OutsideSystem system) {
    ObjectNode json = Json.object();
    sequence.ifPresent(it -> json.put("sequence", it));
    json.put("at", at.toString()).put("operation", system.topic(operation));
    involved.order().ifPresent(it -> json.put("order", it));
    involved.item().ifPresent(it -> json.put("item", it));
    involved.component().ifPresent(it -> json.put("component", it));
    involved.delivery().ifPresent(it -> json.put("delivery", it));
    involved.specification().ifPresent(it -> json.put("specification", it));
    involved.site().ifPresent(it -> json.put("site", it));
    json.put("key", key);
    effectiveDate.ifPresent(it -> json.put("effectiveDate", it));
    resource.ifPresent(it -> json.put("resource", it));
    json.put("requests", requests).put("effects", effects);
    status.ifPresent(it -> json.put("status", it));
    answer.ifPresent(it -> json.set("answer", it));
    return json;
  }
}
