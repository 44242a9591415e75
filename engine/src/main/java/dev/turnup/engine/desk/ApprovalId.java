package dev.turnup.engine.desk;

import java.util.UUID;

/** The id of an approval. */
public record ApprovalId(UUID value) {

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static ApprovalId of(String text) {
    return new ApprovalId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
