package dev.turnup.engine.operation;

import dev.turnup.engine.order.CallKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an outside system answers to an operation.
 *
 * @param callId the call's key, under which an answer comes later
 * @param attributes what a done operation yielded, by name
 * @param code why it was refused, for gateways; else empty
 * @param reason the same for people
 */
public record OperationAnswer(
    State state, String callId, Map<String, String> attributes, String code, String reason) {

  /** The variable by which a model waits for a later answer. */
  public static final String CALL_ID = "callId";

  /** Longer texts are no variables of the engine. */
  private static final int LONGEST = 4_000;

  /** How far an operation got. */
  public enum State {
    DONE,
    /** The answer comes later, as a message. */
    LATER,
    /** A business no; nothing was done. */
    REFUSED
  }

  public static OperationAnswer done(CallKey key, Map<String, String> attributes) {
    return new OperationAnswer(State.DONE, key.value(), attributes, "", "");
  }

  public static OperationAnswer later(CallKey key) {
    return new OperationAnswer(State.LATER, key.value(), Map.of(), "", "");
  }

  public static OperationAnswer refused(CallKey key, String code, String reason) {
    return new OperationAnswer(State.REFUSED, key.value(), Map.of(), code, reason);
  }

  /**
   * What the model is told: the state, why if it was refused, and each of {@code names}, as an
   * empty text if the answer does not tell it, so that a gateway can always ask for it.
   */
  public Map<String, Object> variables(Collection<String> names) {
    Map<String, Object> variables = new HashMap<>();
    names.forEach(name -> variables.put(name, upToLongest(attributes.getOrDefault(name, ""))));
    variables.put("operationState", state.name().toLowerCase(Locale.ROOT));
    variables.put("refusalCode", upToLongest(code));
    variables.put("refusalReason", upToLongest(reason));
    variables.put(CALL_ID, callId);
    return variables;
  }

  private static String upToLongest(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
