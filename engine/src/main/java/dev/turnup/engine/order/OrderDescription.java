package dev.turnup.engine.order;

import dev.turnup.engine.order.NextEvents.Instance;
import dev.turnup.engine.order.NextEvents.Kind;
import dev.turnup.engine.order.NextEvents.NextEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An order as a person is told about it.
 *
 * @param at the moment for which it holds
 * @param zone the site's time zone, in which dates are days
 * @param next what will make it move, soonest first; empty for an order that has ended
 * @param instances of models that run for it, oldest first
 * @param timeline what has happened, oldest first, without the moves of single items
 */
public record OrderDescription(
    ProductOrder order,
    Instant at,
    ZoneId zone,
    OrderPlans.Plan plan,
    List<NextEvent> next,
    List<Instance> instances,
    List<Notes.Note> notes,
    List<Timeline.Recorded> timeline) {

  /** The reasons that matter most come first: only a person can end the first kind of waiting. */
  private static final List<Predicate<NextEvent>> BY_WEIGHT =
      List.of(
          of(Kind.PERSON),
          event -> event.trouble().isPresent(),
          of(Kind.MESSAGE),
          of(Kind.OUTSIDE_CALL),
          of(Kind.JOB));

  private static Predicate<NextEvent> of(Kind kind) {
    return event -> event.kind() == kind;
  }

  /** Whether the order is open and nothing is going to move it. */
  public boolean isStuck() {
    return !order.state().isFinal() && next.isEmpty();
  }

  /** The last day on which something is to reach the customer, as things stand now. */
  public Optional<LocalDate> projectedDate() {
    LocalDate today = LocalDate.ofInstant(at, zone);
    return plan.projectedDate().map(day -> day.isBefore(today) ? today : day);
  }

  /** Why the order is where it is, in words; one sentence. */
  public String whyItWaits() {
    if (order.state().isFinal()) {
      return "It has ended: " + words(order.state()) + ".";
    }
    return BY_WEIGHT.stream()
        .filter(reason -> next.stream().anyMatch(reason))
        .findFirst()
        .map(this::sentenceAbout)
        .orElse("Nothing is going to move it: it is stuck.");
  }

  private String sentenceAbout(Predicate<NextEvent> reason) {
    return next.stream()
        .filter(reason)
        .map(this::clauseAbout)
        .distinct()
        .collect(Collectors.joining("; ", "", "."));
  }

  private String clauseAbout(NextEvent event) {
    return switch (event.kind()) {
      case PERSON -> event.label() + " waits for " + event.who().orElse("somebody who may take it");
      case MESSAGE -> event.label() + ": goes on when there is word of it";
      case OUTSIDE_CALL ->
          event.label()
              + event
                  .trouble()
                  .map(trouble -> " waits: " + trouble + later(event))
                  .orElse(" is being asked of an outside system");
      case JOB ->
          event.due().filter(due -> due.isAfter(at)).isPresent()
              ? event.label() + " waits for its time"
              : event.label() + " is about to run";
    };
  }

  private String later(NextEvent event) {
    return event
        .due()
        .filter(due -> due.isAfter(at))
        .map(due -> ", next at " + Moments.told(due, zone))
        .orElse("");
  }

  private static String words(OrderState state) {
    return switch (state) {
      case COMPLETED -> "everything is delivered";
      case PARTIAL -> "a part is delivered, the rest is not";
      case FAILED -> "nothing could be delivered";
      case REJECTED -> "it was rejected";
      case CANCELLED -> "it was cancelled";
      default -> state.tmfName();
    };
  }
}
