package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Work.Completed;
import dev.turnup.connectors.sandbox.standin.Work.Done;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An operation that the sandbox has never heard of, asked by its name: it is written down, and told
 * to be done with the attributes that were sent.
 */
public final class AnyOperation implements Work.Later {

  /** Where all stand-ins take such operations. */
  public static final String PATH = "/operations";

  private final JdbcClient jdbc;

  public AnyOperation(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The operation {@code perform-operation}. */
  public Operation operation() {
    return Operation.post("perform-operation", PATH, Work.effect(this::perform, this));
  }

  private Work.Performed perform(Call call) {
    String id = newId();
    return new Done(Reply.ok(answer(id, "done", call)), id, Optional.empty());
  }

  @Override
  public String eventType() {
    return "operation-answered";
  }

  @Override
  public Done accept(Call call) {
    String id = newId();
    return new Done(Reply.accepted(answer(id, "inProgress", call)), id, Optional.empty());
  }

  @Override
  public Completed complete(Call call, String resource) {
    ObjectNode event = Json.object();
    call.involved().order().ifPresent(order -> event.put("orderId", order));
    call.involved().component().ifPresent(component -> event.put("componentId", component));
    event.put("idempotencyKey", call.key().orElseThrow()).put("state", "done");
    call.body()
        .path("attributes")
        .properties()
        .forEach(
            attribute -> {
              if (!event.has(attribute.getKey())) {
                event.set(attribute.getKey(), attribute.getValue());
              }
            });
    return new Completed(event, Optional.empty());
  }

  /** The operation's answer as it is now. */
  public JsonNode resource(EffectRow effect) {
    ObjectNode answer = Json.copy(effect.answer().orElseGet(Json::object));
    return answer.put("state", effect.done() ? "done" : "inProgress");
  }

  private static ObjectNode answer(String id, String state, Call call) {
    ObjectNode answer = Json.object().put("id", id).put("state", state);
    answer.set("attributes", Json.copy(call.body().path("attributes")));
    return answer;
  }

  private String newId() {
    return "OP-" + ResourceNumbers.next(jdbc);
  }
}
