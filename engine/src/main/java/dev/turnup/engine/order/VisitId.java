package dev.turnup.engine.order;

import java.util.UUID;

/** The id of a visit: a technician's time for a delivery. */
public record VisitId(UUID value) {

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static VisitId of(String text) {
    return new VisitId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
