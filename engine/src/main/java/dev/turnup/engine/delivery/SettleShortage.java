package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Refused;

/** Takes planning's answer to a delivery whose capacity has no date. */
public final class SettleShortage {

  /** What planning decided. */
  public enum Decision {
    CHECK_AGAIN("checkAgain"),
    CANCEL_COMPONENTS("cancelComponents");

    private final String code;

    Decision(String code) {
      this.code = code;
    }

    /**
     * @throws Refused if it is none of the decisions
     */
    public static Decision of(String code) {
      for (Decision decision : values()) {
        if (decision.code.equals(code)) {
          return decision;
        }
      }
      throw new Refused("Choose whether capacity is checked again or the services are cancelled.");
    }
  }

  /**
   * @param reason needed to cancel
   * @return whether capacity is to be checked again
   * @throws Refused if the decision cannot be followed
   */
  public boolean forDelivery(DeliveryId id, Decision decision, String reason) {
    throw new UnsupportedOperationException();
  }
}
