package dev.turnup.engine.escalation;

import java.util.UUID;

/** The id of an escalation. */
public record EscalationId(UUID value) {

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static EscalationId of(String text) {
    return new EscalationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
