package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides whether an order can be fulfilled as it is, after a repair, or never. */
public final class ApplyOrderRules {

  /** How the rules judge an order. */
  public enum Verdict {
    VALID,
    REPAIRABLE,
    INVALID;

    /** {@code valid}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param componentsToCheck what capacity must be asked for; empty unless valid
   * @param repair what the order desk has to do, if the order is repairable
   */
  public record Ruling(
      Verdict verdict, List<ComponentId> componentsToCheck, Optional<Assignment> repair) {}

  public Ruling forOrder(OrderId id) {
    throw new UnsupportedOperationException();
  }
}
