package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import java.util.Optional;

/** Takes the order desk's answer to an order that cannot be fulfilled as it was sent. */
public final class ReviseOrder {

  /** What the order desk decided. */
  public enum Decision {
    CORRECT("correct"),
    GIVE_UP("giveUp");

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
      throw new Refused("Choose whether the order is corrected or given up.");
    }
  }

  /**
   * What the form of <em>Repair order</em> submits; what is empty stays as it was sent.
   *
   * @param item whose attributes are meant; empty for all items that have one
   * @param remark why
   */
  public record Revision(
      Decision decision,
      Optional<ItemId> item,
      Optional<String> offering,
      Optional<String> speed,
      Optional<String> address,
      Optional<String> postalCode,
      Optional<String> remark) {}

  /**
   * @return whether the order was given up
   * @throws Refused if what was submitted is no answer to what is wrong
   */
  public boolean forOrder(OrderId id, Revision revision) {
    throw new UnsupportedOperationException();
  }
}
