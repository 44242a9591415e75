package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.StepFellOut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fallouts without a database. */
public final class FalloutsInMemory implements FalloutBook {

  private final Map<FalloutId, Fallout> fallouts = new LinkedHashMap<>();

  @Override
  public void add(Fallout fallout) {
    fallouts.put(fallout.id(), fallout);
  }

  @Override
  public Fallout get(FalloutId id) {
    return Optional.ofNullable(fallouts.get(id)).orElseThrow();
  }

  @Override
  public void update(Fallout fallout) {
    if (get(fallout.id()).version() != fallout.version()) {
      throw new StaleVersion("fallout " + fallout.id());
    }
    add(
        new Fallout(
            fallout.id(),
            fallout.what(),
            fallout.raisedAt(),
            fallout.queue(),
            fallout.suggestion(),
            fallout.due(),
            fallout.tryLaterAt(),
            fallout.incident(),
            fallout.closing(),
            fallout.version() + 1));
  }

  @Override
  public List<Fallout> unsettled(OrderId order) {
    return fallouts.values().stream()
        .filter(f -> f.what().order().equals(order) && f.closing().isEmpty())
        .toList();
  }

  @Override
  public List<Fallout> alike(StepFellOut what) {
    return fallouts.values().stream()
        .filter(
            f ->
                f.what().order().equals(what.order())
                    && f.what().component().equals(what.component())
                    && f.what().delivery().equals(what.delivery())
                    && f.what().step().equals(what.step()))
        .toList();
  }
}
