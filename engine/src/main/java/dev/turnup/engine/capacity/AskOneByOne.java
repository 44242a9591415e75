package dev.turnup.engine.capacity;

import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.UseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Leaves components that could not be asked for together to be asked for alone. */
@UseCase
public final class AskOneByOne {

  /** The variable of models that says which components are to be gone on with alone. */
  static final String LEFT = "leftComponentIds";

  private final Fallouts fallouts;

  public AskOneByOne(Fallouts fallouts) {
    this.fallouts = fallouts;
  }

  /** Settles what fell out for all of them: if there is a reason, it will be met again for one. */
  public void insteadOf(FalloutId fallout) {
    fallouts.settle(fallout, "each component is asked for alone");
  }

  /** Ids as models keep them. */
  static ArrayList<String> kept(List<ComponentId> ids) {
    return ids.stream().map(ComponentId::toString).collect(Collectors.toCollection(ArrayList::new));
  }
}
