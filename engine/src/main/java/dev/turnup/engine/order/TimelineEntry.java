package dev.turnup.engine.order;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that happened to an order. What is kept for ever names no customer, no address and
 * repeats nobody's words; those go into the remark, which can be erased.
 *
 * @param text for people, one sentence without a full stop
 * @param remark what a person, or another system, said about it; empty if nothing
 * @param item the item it concerns, if one
 * @param component the component it concerns, if one
 * @param facts for programs: names in lower camel case, values as text
 */
public record TimelineEntry(
    EventKind kind,
    String text,
    String remark,
    Optional<ItemId> item,
    Optional<ComponentId> component,
    Map<String, String> facts) {

  public TimelineEntry {
    facts = Map.copyOf(facts);
  }

  /** An entry about the order as a whole. */
  public static TimelineEntry of(EventKind kind, String text) {
    return new TimelineEntry(kind, text, "", Optional.empty(), Optional.empty(), Map.of());
  }

  /** An item has ended. */
  public static TimelineEntry closed(ItemId item, ItemState end) {
    return of(EventKind.ITEM_CLOSED, "Item " + item + " " + end.tmfName())
        .about(item)
        .with("state", end.tmfName());
  }

  public TimelineEntry about(ItemId about) {
    return new TimelineEntry(kind, text, remark, Optional.of(about), component, facts);
  }

  public TimelineEntry about(ComponentId about) {
    return new TimelineEntry(kind, text, remark, item, Optional.of(about), facts);
  }

  /** The same entry with what somebody said about it. */
  public TimelineEntry remarking(String words) {
    return new TimelineEntry(kind, text, words.strip(), item, component, facts);
  }

  /** Text and remark, for people. */
  public String told() {
    return remark.isEmpty() ? text : text + ": " + remark;
  }

  /** The same entry with one more fact. */
  public TimelineEntry with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(facts);
    more.put(name, value.toString());
    return new TimelineEntry(kind, text, remark, item, component, more);
  }
}
