package dev.turnup.engine.cockpit;

import dev.turnup.engine.order.NextEvents;
import dev.turnup.engine.order.OrderDescription;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An order as the dashboard shows it; days and instants in ISO 8601, empty where there is none.
 *
 * @param stuck open, and nothing is going to move it
 * @param why why it waits, in a sentence
 * @param next what will move it, soonest first
 */
public record ShownOrder(
    String number,
    String state,
    boolean open,
    boolean stuck,
    String customer,
    String customerId,
    String ordered,
    String requested,
    String promised,
    String projected,
    String ended,
    String why,
    List<Next> next,
    List<Remark> notes,
    List<Entry> timeline) {

  /** What will move the order. */
  public record Next(String kind, String label, String who, String since, String due) {

    static Next of(NextEvents.NextEvent event) {
      return new Next(
          event.kind().name(),
          event.label(),
          event.who().orElse(""),
          event.since().toString(),
          event.due().map(Instant::toString).orElse(""));
    }
  }

  /** A note. */
  public record Remark(String author, String at, String text) {}

  /** What has happened. */
  public record Entry(String at, String kind, String text, String actor) {

    static Entry of(Timeline.Recorded recorded) {
      return new Entry(
          recorded.at().toString(),
          recorded.entry().kind().code(),
          recorded.entry().told(),
          recorded.actor());
    }
  }

  static ShownOrder of(OrderDescription description) {
    ProductOrder order = description.order();
    return new ShownOrder(
        order.id().value(),
        order.state().tmfName(),
        !order.state().isFinal(),
        description.isStuck(),
        order.header().customer().name(),
        order.header().customer().id(),
        order.header().orderDate().toString(),
        order.header().requestedCompletion().map(Instant::toString).orElse(""),
        order.promisedDate().map(LocalDate::toString).orElse(""),
        description.projectedDate().map(LocalDate::toString).orElse(""),
        order.completedAt().map(Instant::toString).orElse(""),
        description.whyItWaits(),
        description.next().stream().map(Next::of).toList(),
        description.notes().stream()
            .map(note -> new Remark(note.author(), note.at().toString(), note.text()))
            .toList(),
        description.timeline().stream().map(Entry::of).toList());
  }
}
