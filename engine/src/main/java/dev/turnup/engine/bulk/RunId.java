package dev.turnup.engine.bulk;

import java.util.UUID;

/** The id of a run over many orders. */
public record RunId(UUID value) {

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static RunId of(String text) {
    return new RunId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
