package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.util.Optional;

/** Notes who has the work on a fallout: who claimed it, or was given it by the table. */
@UseCase
public final class AssignFallout {

  private final FalloutBook fallouts;

  public AssignFallout(FalloutBook fallouts) {
    this.fallouts = fallouts;
  }

  /**
   * @param order whose fallout it has to be; another's is left alone
   * @param person empty if nobody has it any more
   */
  public void of(OrderId order, FalloutId id, Optional<String> person) {
    Fallout fallout = fallouts.get(id);
    if (fallout.what().order().equals(order) && fallout.isForAPerson()) {
      fallouts.update(fallout.ownedBy(person));
    }
  }
}
