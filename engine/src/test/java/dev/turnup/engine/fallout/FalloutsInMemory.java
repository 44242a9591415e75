package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.StepFellOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Fallouts without a database. */
public final class FalloutsInMemory implements FalloutBook {

  private final Map<FalloutId, Fallout> fallouts = new LinkedHashMap<>();
  final List<FalloutId> escalated = new ArrayList<>();
  private int helped;

  /** Lets go on what only these held. */
  ReleaseItems releasing(InternetOrder internet) {
    return new ReleaseItems(this, internet.orders, internet.components, internet.clock);
  }

  RaiseFallout raising(InternetOrder internet) {
    return new RaiseFallout(
        this,
        internet.components,
        releasing(internet),
        internet.timeline,
        UUID::randomUUID,
        internet.clock);
  }

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
            fallout.fingerprint(),
            fallout.raisedAt(),
            fallout.state(),
            fallout.owner(),
            fallout.queue(),
            fallout.suggestion(),
            fallout.due(),
            fallout.tryLaterAt(),
            fallout.undoMinutes(),
            fallout.undoRetryMinutes(),
            fallout.incident(),
            fallout.answer(),
            fallout.undoUntil(),
            fallout.closing(),
            fallout.version() + 1));
  }

  @Override
  public void escalate(FalloutId id) {
    escalated.add(id);
  }

  @Override
  public List<Fallout> unsettled(OrderId order) {
    return fallouts.values().stream()
        .filter(f -> f.what().order().equals(order) && f.closing().isEmpty())
        .toList();
  }

  @Override
  public List<Fallout> find(Wanted wanted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Experience> experience(String fingerprint) {
    return fallouts.values().stream()
        .filter(f -> f.fingerprint().equals(fingerprint))
        .flatMap(f -> f.closing().stream())
        .collect(groupingBy(Fallout.Closing::decision, counting()))
        .entrySet()
        .stream()
        .map(
            each ->
                new Experience(
                    each.getKey(),
                    each.getKey() == Fallout.Decision.CHANGE_AND_RETRY ? "speed" : "",
                    each.getKey() == Fallout.Decision.CHANGE_AND_RETRY ? "100" : "",
                    "",
                    each.getValue().intValue(),
                    helped,
                    each.getValue().intValue() - helped))
        .toList();
  }

  @Override
  public Result resultOf(FalloutId id) {
    return Result.UNKNOWN_YET;
  }

  /** So many of each decision of each cause are said to have helped. */
  void helped(int many) {
    helped = many;
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
