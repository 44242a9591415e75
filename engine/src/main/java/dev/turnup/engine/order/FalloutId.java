package dev.turnup.engine.order;

import java.util.UUID;

/** The id of a fallout: a step that could not go on. */
public record FalloutId(UUID value) {

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static FalloutId of(String text) {
    return new FalloutId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
