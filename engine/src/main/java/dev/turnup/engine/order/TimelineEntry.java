package dev.turnup.engine.order;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that happened to an order.
 *
 * @param text for people, one sentence
 * @param item the item it concerns, if one
 * @param component the component it concerns, if one
 * @param facts for programs: names in lower camel case, values as text
 */
public record TimelineEntry(
    EventKind kind,
    String text,
    Optional<ItemId> item,
    Optional<ComponentId> component,
    Map<String, String> facts) {

  public TimelineEntry {
    facts = Map.copyOf(facts);
  }

  /** An entry about the order as a whole. */
  public static TimelineEntry of(EventKind kind, String text) {
    return new TimelineEntry(kind, text, Optional.empty(), Optional.empty(), Map.of());
  }

  public TimelineEntry about(ItemId about) {
    return new TimelineEntry(kind, text, Optional.of(about), component, facts);
  }

  public TimelineEntry about(ComponentId about) {
    return new TimelineEntry(kind, text, item, Optional.of(about), facts);
  }

  /** The same entry with one more fact. */
  public TimelineEntry with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(facts);
    more.put(name, value.toString());
    return new TimelineEntry(kind, text, item, component, more);
  }
}
