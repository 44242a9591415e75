package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.CancelComponents;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Settles a fallout by a person's decision, or because the step is to be tried again by now. */
@UseCase
public final class CloseFallout {

  private static final String TURNUP = "turnup";
  private static final String CANCEL_VISIT = "workforce.cancel-visit";
  private static final String CHARGE_VISIT = "billing.charge-visit";
  private static final String CHARGE_CANCELLATION = "billing.charge-cancellation";

  /** What gives up nothing of the order when it is given up itself, and what that says. */
  private static final Map<String, String> BESIDES =
      Map.of(
          CANCEL_VISIT, "people have called the visit off",
          CHARGE_VISIT, "the customer is not charged for this visit",
          CHARGE_CANCELLATION, "the customer is not charged for it");

  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_REASON = 2_000;

  private final FalloutBook fallouts;
  private final Orders orders;
  private final Components components;
  private final CancelComponents cancelComponents;
  private final Possible possible;
  private final Visits visits;
  private final Timeline timeline;
  private final Clock clock;

  public CloseFallout(
      FalloutBook fallouts,
      Orders orders,
      Components components,
      CancelComponents cancelComponents,
      Possible possible,
      Visits visits,
      Timeline timeline,
      Clock clock) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.components = components;
    this.cancelComponents = cancelComponents;
    this.possible = possible;
    this.visits = visits;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * What a person decided, as the form gave it; what does not apply is empty.
   *
   * @param decision {@code retry}, {@code changeAndRetry} or {@code cancelComponent}
   * @param reason needed to cancel
   * @param attribute the characteristic to change
   * @param value what it is to be
   * @param person the authenticated user
   */
  public record Answer(
      String decision, String reason, String attribute, String value, String person) {

    /** The same as the decision of another person. */
    Answer by(String other) {
      return new Answer(decision, reason, attribute, value, other);
    }
  }

  /**
   * What the workflow does next.
   *
   * @param retry whether the step is done again
   * @param incident the incident to resolve
   */
  public record Closed(boolean retry, Optional<String> incident) {}

  /**
   * Settles it.
   *
   * @param order the order that the task says it is about
   * @param answer empty if no person was asked
   * @throws Refused if the decision cannot be carried out
   */
  public Closed of(OrderId order, FalloutId id, Optional<Answer> answer) {
    Fallout fallout = fallouts.get(id);
    if (!fallout.what().order().equals(order)) {
      throw new Refused("This fallout is not about order " + order + "; reload the task.");
    }
    orders.lockRow(order);
    Closing closing =
        fallout
            .closing()
            .orElseGet(
                () -> {
                  Closing how = answer.map(this::byPerson).orElseGet(() -> byItself(fallout));
                  settle(fallout, how, answer);
                  return how;
                });
    return new Closed(closing.decision().repeats(), fallout.incident());
  }

  private Closing byPerson(Answer answer) {
    Decision decision =
        Decision.find(answer.decision())
            .orElseThrow(
                () ->
                    new Refused(
                        "Choose what to do: retry, change and retry, or cancel the component."));
    return new Closing(clock.instant(), answer.person(), decision, reasonOf(answer));
  }

  /** Whether nothing of the order is given up with a step that is. */
  private static boolean isBesides(String step) {
    return BESIDES.containsKey(step);
  }

  /** What it says to give a step up, where nothing of the order is given up with it. */
  static Optional<String> besides(String step) {
    return Optional.ofNullable(BESIDES.get(step));
  }

  private static String reasonOf(Answer answer) {
    String reason = answer.reason().strip();
    if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      throw new Refused("Say why in up to " + LONGEST_REASON + " characters.");
    }
    return reason;
  }

  private Closing byItself(Fallout fallout) {
    if (!fallout.waits()) {
      throw new Refused("Choose what to do: retry, change and retry, or cancel the component.");
    }
    return new Closing(clock.instant(), TURNUP, Decision.RETRY, "");
  }

  private void settle(Fallout fallout, Closing how, Optional<Answer> answer) {
    Set<ItemId> items = Concerned.items(fallout.what(), components);
    switch (how.decision()) {
      case RETRY -> {}
      case CHANGE_AND_RETRY -> change(fallout, answer.orElseThrow());
      case CANCEL_COMPONENT -> cancel(fallout, how);
    }
    fallouts.update(fallout.closed(how));
    TimelineEntry entry =
        TimelineEntry.of(EventKind.FALLOUT_CLOSED, text(fallout, how))
            .remarking(remark(how, answer))
            .with("fallout", fallout.id())
            .with("decision", how.decision().code());
    timeline.add(
        fallout.what().order(), fallout.what().component().map(entry::about).orElse(entry));
    release(fallout, items);
  }

  private void change(Fallout fallout, Answer answer) {
    Component component =
        fallout
            .what()
            .component()
            .map(components::lock)
            .orElseThrow(
                () -> new Refused("There is no single component to change; retry or cancel."));
    String value = answer.value().strip();
    if (component.action() == ComponentAction.CEASE) {
      throw new Refused(
          "Component " + component.name() + " is to end: there is nothing to change; retry.");
    }
    if (!component.isOpen()) {
      throw new Refused(
          "Component " + component.name() + " is " + component.state().code() + "; just retry.");
    }
    if (possible.isPastReturn(component)) {
      throw new Refused(
          "Component "
              + component.name()
              + " is past the point of no return and stays as it was ordered; retry.");
    }
    if (!component.characteristics().containsKey(answer.attribute())) {
      throw new Refused(
          component.characteristics().isEmpty()
              ? "Component " + component.name() + " has nothing that could be changed."
              : "Name what to change: one of "
                  + component.characteristics().keySet().stream().sorted().collect(joining(", "))
                  + ".");
    }
    if (value.isEmpty() || value.length() > LONGEST_VALUE) {
      throw new Refused("Say what " + answer.attribute() + " is to be, in up to 200 characters.");
    }
    Map<String, String> changed = new HashMap<>(component.characteristics());
    changed.put(answer.attribute(), value);
    components.update(List.of(component.changed(changed)));
  }

  /**
   * To give up cancelling a visit says that people have called it off; to give up charging one,
   * that the customer does not pay for it.
   */
  private void cancel(Fallout fallout, Closing how) {
    if (isBesides(fallout.what().step())) {
      refuseWithout(how.reason(), "it is given up");
      if (fallout.what().step().equals(CANCEL_VISIT)) {
        fallout.what().delivery().ifPresent(visits::calledOff);
      }
      return;
    }
    cancelComponents.because(
        how.reason(),
        fallout.what().order(),
        cancellable(fallout, how.reason()).stream().map(Component::id).toList());
  }

  /**
   * What an answer is going to cancel; nothing, if it decides otherwise.
   *
   * @throws Refused if that cannot be done
   */
  List<Component> cancelledBy(Answer answer, Fallout fallout) {
    return Decision.find(answer.decision())
        .filter(decision -> decision == Decision.CANCEL_COMPONENT)
        .filter(decision -> !isBesides(fallout.what().step()))
        .map(decision -> cancellable(fallout, reasonOf(answer)))
        .orElse(List.of());
  }

  private static void refuseWithout(String reason, String what) {
    if (reason.isEmpty()) {
      throw new Refused("Say why " + what + ".");
    }
  }

  private List<Component> cancellable(Fallout fallout, String reason) {
    refuseWithout(reason, "the component is cancelled");
    if (fallout.what().component().isEmpty() && fallout.what().delivery().isEmpty()) {
      throw new Refused("It is about the order as a whole: retry, or have the order cancelled.");
    }
    List<Component> concerned = Concerned.components(fallout.what(), components);
    Possible.Cancellation cancellation = possible.cancellation(fallout.what().order(), concerned);
    cancellation
        .inTheWay()
        .ifPresent(
            why -> {
              throw new Refused("Component " + why);
            });
    return cancellation.components();
  }

  /** The items go on, unless something else holds them. */
  private void release(Fallout fallout, Set<ItemId> concerned) {
    Set<ItemId> items = new HashSet<>(concerned);
    for (Fallout other : fallouts.unsettled(fallout.what().order())) {
      if (!other.id().equals(fallout.id())) {
        items.removeAll(Concerned.items(other.what(), components));
      }
    }
    Instant now = clock.instant();
    ProductOrder order = orders.lock(fallout.what().order());
    for (ItemId item : items) {
      if (order.item(item).state() == ItemState.HELD) {
        order.moveItem(item, ItemState.IN_PROGRESS, now);
      }
    }
    orders.update(order);
  }

  private static String text(Fallout fallout, Closing how) {
    String done =
        switch (how.decision()) {
          case RETRY -> "is tried again";
          case CHANGE_AND_RETRY -> "is changed and tried again";
          case CANCEL_COMPONENT -> "is given up";
        };
    return fallout.what().step()
        + " "
        + done
        + (how.by().equals(TURNUP) ? "" : ", decided by " + how.by());
  }

  private static String remark(Closing how, Optional<Answer> answer) {
    Stream<String> changed =
        answer.filter(a -> how.decision() == Decision.CHANGE_AND_RETRY).stream()
            .map(a -> a.attribute() + " = " + a.value().strip());
    return Stream.concat(changed, Stream.of(how.reason()))
        .filter(words -> !words.isEmpty())
        .collect(joining("; "));
  }
}
