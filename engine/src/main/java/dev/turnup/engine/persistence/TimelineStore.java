package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toList;

import dev.turnup.engine.order.Actor;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.persistence.TimelineMapper.EventRow;
import dev.turnup.engine.persistence.TimelineMapper.NewEvent;
import dev.turnup.engine.subscription.EventType;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Repository;
import org.springframework.util.function.SingletonSupplier;

@Repository
class TimelineStore implements Timeline {

  private static final String TURNUP = "turnup";

  private final TimelineMapper mapper;
  private final UnwrittenEntries unwritten;
  private final LockedOrders lockedOrders;

  /** Looked for once: they need what needs this. */
  private final Supplier<List<Actor>> actors;

  private final Clock clock;

  TimelineStore(
      TimelineMapper mapper,
      UnwrittenEntries unwritten,
      LockedOrders lockedOrders,
      ObjectProvider<Actor> actors,
      Clock clock) {
    this.mapper = mapper;
    this.unwritten = unwritten;
    this.lockedOrders = lockedOrders;
    this.actors = SingletonSupplier.of(() -> actors.stream().toList());
    this.clock = clock;
  }

  @Override
  public void addAll(OrderId order, List<TimelineEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    OffsetDateTime now = Utc.of(clock.instant());
    String actor =
        actors.get().stream().flatMap(known -> known.current().stream()).findFirst().orElse(TURNUP);
    List<NewEvent> rows = entries.stream().map(entry -> row(order, now, actor, entry)).toList();
    unwritten.add(rows);
    if (rows.stream().anyMatch(TimelineStore::needsState)) {
      // it may be another by the end of the transaction
      unwritten.write();
    }
  }

  private static boolean needsState(NewEvent entry) {
    return entry.eventType() != null && entry.eventState() == null;
  }

  private NewEvent row(OrderId order, OffsetDateTime now, String actor, TimelineEntry entry) {
    return new NewEvent(
        order.value(),
        now,
        entry.kind().code(),
        actor,
        entry.text(),
        entry.remark(),
        entry.item().map(ItemId::value).orElse(null),
        entry.component().map(ComponentId::value).orElse(null),
        entry.facts(),
        EventType.of(entry).map(EventType::tmfName).orElse(null),
        EventType.stateIn(entry)
            .or(() -> lockedOrders.order(order.value()).map(locked -> locked.row().state()))
            .orElse(null));
  }

  @Override
  public List<Recorded> of(OrderId order, long after, int limit) {
    unwritten.write();
    return mapper.find(order.value(), after, limit).stream().map(EventRow::recorded).toList();
  }

  @Override
  public List<Recorded> story(OrderId order, int limit) {
    unwritten.write();
    List<Recorded> newestFirst =
        mapper.findStory(order.value(), limit).stream().map(EventRow::recorded).collect(toList());
    Collections.reverse(newestFirst);
    return newestFirst;
  }
}
