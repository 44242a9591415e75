package dev.turnup.engine.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A timeline without a database. */
public final class TimelineInMemory implements Timeline {

  private record Line(OrderId order, TimelineEntry entry) {}

  private final List<Line> lines = new CopyOnWriteArrayList<>();

  @Override
  public void addAll(OrderId order, List<TimelineEntry> entries) {
    entries.forEach(entry -> lines.add(new Line(order, entry)));
  }

  @Override
  public List<Recorded> of(OrderId order, long after, int limit) {
    List<Recorded> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).order().equals(order) && i + 1 > after && found.size() < limit) {
        found.add(new Recorded(i + 1, Instant.EPOCH, "turnup", lines.get(i).entry()));
      }
    }
    return found;
  }

  @Override
  public List<Recorded> story(OrderId order, int limit) {
    return of(order, 0, limit);
  }

  /** What happened, oldest first. */
  public List<EventKind> kinds() {
    return lines.stream().map(line -> line.entry().kind()).toList();
  }

  /** What was said last. */
  public TimelineEntry last() {
    return lines.get(lines.size() - 1).entry();
  }
}
