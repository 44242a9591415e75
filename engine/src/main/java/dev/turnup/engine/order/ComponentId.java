package dev.turnup.engine.order;

import java.util.UUID;

/** The id of a component of an order: a service or resource that must be made to exist. */
public record ComponentId(UUID value) {

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static ComponentId of(String text) {
    return new ComponentId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
