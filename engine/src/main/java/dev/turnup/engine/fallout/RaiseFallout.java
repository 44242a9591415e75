package dev.turnup.engine.fallout;

import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keeps what fell out, with its cause. */
@UseCase
public final class RaiseFallout implements Fallouts {

  /** The steps by which a time is agreed on. */
  private static final Set<String> AGREEING =
      Set.of("workforce.search-time-slots", "workforce.reserve-visit");

  private final FalloutBook fallouts;
  private final Components components;
  private final ReleaseItems releaseItems;
  private final Timeline timeline;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public RaiseFallout(
      FalloutBook fallouts,
      Components components,
      ReleaseItems releaseItems,
      Timeline timeline,
      Supplier<UUID> ids,
      Clock clock) {
    this.fallouts = fallouts;
    this.components = components;
    this.releaseItems = releaseItems;
    this.timeline = timeline;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public FalloutId raise(StepFellOut what) {
    FalloutId id = new FalloutId(ids.get());
    fallouts.add(Fallout.raised(id, what, clock.instant()));
    TimelineEntry entry =
        TimelineEntry.of(EventKind.FELL_OUT, what.step() + " fell out")
            .remarking(what.failure().message())
            .with("fallout", id)
            .with("step", what.step())
            .with("system", what.failure().system())
            .with("code", what.failure().code());
    timeline.add(what.order(), what.component().map(entry::about).orElse(entry));
    return id;
  }

  @Override
  public void settle(FalloutId id, String reason) {
    Fallout fallout = fallouts.get(id);
    if (fallout.closing().isEmpty()) {
      fallouts.update(
          fallout.closed(
              new Fallout.Closing(clock.instant(), "turnup", Fallout.Decision.RETRY, reason),
              Optional.empty()));
      StepFellOut what = fallout.what();
      TimelineEntry entry =
          TimelineEntry.of(EventKind.FALLOUT_CLOSED, what.step() + " is settled: " + reason)
              .with("fallout", id)
              .with("decision", Fallout.Decision.RETRY.code());
      timeline.add(what.order(), what.component().map(entry::about).orElse(entry));
    }
  }

  @Override
  public boolean settleAgreements(OrderId order, Collection<DeliveryId> deliveries, String reason) {
    List<Fallout> agreeing =
        fallouts.unsettled(order).stream()
            .filter(fallout -> AGREEING.contains(fallout.what().step()))
            .filter(fallout -> fallout.what().delivery().filter(deliveries::contains).isPresent())
            .toList();
    if (agreeing.isEmpty()) {
      return false;
    }
    Set<ItemId> concerned =
        agreeing.stream()
            .flatMap(fallout -> Concerned.held(fallout.what(), components).stream())
            .collect(Collectors.toSet());
    agreeing.forEach(fallout -> settle(fallout.id(), reason));
    releaseItems.of(order, concerned);
    return true;
  }
}
