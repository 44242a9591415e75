package dev.turnup.engine.delivery;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Refused;
import java.util.Optional;

/** Takes the technician's report of a visit. */
public final class RecordVisit {

  /** How a visit ended. */
  public enum VisitOutcome {
    DONE("done"),
    CUSTOMER_ABSENT("customerAbsent"),
    NOT_FEASIBLE("notFeasible"),
    MORE_NEEDED("moreNeeded");

    private final String code;

    VisitOutcome(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    /**
     * @throws Refused if it is none of the outcomes
     */
    public static VisitOutcome of(String code) {
      for (VisitOutcome outcome : values()) {
        if (outcome.code.equals(code)) {
          return outcome;
        }
      }
      throw new Refused(
          "Choose how the visit ended: done, customer absent, not feasible or more needed.");
    }
  }

  /**
   * @param remark needed unless the visit is done; may be empty then
   * @return the fallout, if it is not feasible
   * @throws Refused if the report cannot be true
   */
  public Optional<FalloutId> forDelivery(DeliveryId id, VisitOutcome outcome, String remark) {
    throw new UnsupportedOperationException();
  }
}
