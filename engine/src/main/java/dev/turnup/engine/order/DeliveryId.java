package dev.turnup.engine.order;

import java.util.UUID;

/** The id of a delivery: what reaches the customer together, at one site. */
public record DeliveryId(UUID value) {

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static DeliveryId of(String text) {
    return new DeliveryId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
