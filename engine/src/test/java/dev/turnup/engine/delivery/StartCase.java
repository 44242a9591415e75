package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.BERLIN;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Orders that are wanted later than they could be made. */
abstract class StartCase {

  final Planning planning = new Planning();

  void wantedBy(LocalDate day) {
    planning.wantedBy(day.atTime(22, 0).atZone(BERLIN).toInstant());
  }

  static Instant startOf(LocalDate day) {
    return day.atStartOfDay(BERLIN).toInstant();
  }

  List<String> told(OrderId order) {
    return told(order, EventKind.START_PLANNED);
  }

  List<String> told(OrderId order, EventKind kind) {
    return planning.timeline.of(order, 0, 1_000).stream()
        .map(Timeline.Recorded::entry)
        .filter(entry -> entry.kind() == kind)
        .map(TimelineEntry::text)
        .toList();
  }
}
