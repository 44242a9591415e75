package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Actor;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Repository;

@Repository
class TimelineStore implements Timeline {

  private static final String TURNUP = "turnup";

  private final TimelineMapper mapper;
  private final ObjectProvider<Actor> actors;
  private final Clock clock;

  TimelineStore(TimelineMapper mapper, ObjectProvider<Actor> actors, Clock clock) {
    this.mapper = mapper;
    this.actors = actors;
    this.clock = clock;
  }

  @Override
  public void add(OrderId order, TimelineEntry entry) {
    mapper.insert(
        new TimelineMapper.NewEvent(
            order.value(),
            Utc.of(clock.instant()),
            entry.kind().code(),
            actors.stream().flatMap(actor -> actor.current().stream()).findFirst().orElse(TURNUP),
            entry.text(),
            entry.remark(),
            entry.item().map(ItemId::value).orElse(null),
            entry.component().map(ComponentId::value).orElse(null),
            Json.of(entry.facts())));
  }

  @Override
  public List<Recorded> of(OrderId order, long after, int limit) {
    return mapper.find(order.value(), after, limit).stream()
        .map(
            row ->
                new Recorded(
                    row.sequence(),
                    row.at().toInstant(),
                    row.actor(),
                    new TimelineEntry(
                        EventKind.of(row.kind()),
                        row.text(),
                        row.remark(),
                        Optional.ofNullable(row.itemId()).map(ItemId::new),
                        Optional.ofNullable(row.componentId()).map(ComponentId::new),
                        Json.texts(row.facts()))))
        .toList();
  }
}
