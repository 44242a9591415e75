package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UseCase;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Notes who has the work on a fallout: who has taken it up, or was given it with the work. */
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
    assign(order, id, fallout -> fallout.ownedBy(person));
  }

  /** The table gives it to somebody, who has not taken it up yet. */
  public void atFirst(OrderId order, FalloutId id, String person) {
    assign(order, id, fallout -> fallout.givenTo(person));
  }

  private void assign(OrderId order, FalloutId id, UnaryOperator<Fallout> assigned) {
    Fallout fallout = fallouts.get(id);
    if (fallout.what().order().equals(order) && fallout.isForAPerson()) {
      fallouts.update(assigned.apply(fallout));
    }
  }
}
