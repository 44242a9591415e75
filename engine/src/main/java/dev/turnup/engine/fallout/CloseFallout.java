package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.delivery.CancelComponents;
import dev.turnup.engine.delivery.ReplaceComponent;
import dev.turnup.engine.delivery.Visits;
import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Settles a fallout by a person's decision, or because the step is to be tried again by now. */
@UseCase
public final class CloseFallout {

  /** Who decides where no person does. */
  static final String TURNUP = "turnup";

  private static final String CANCEL_VISIT = "workforce.cancel-visit";
  private static final String RECORD_VISIT = "record-visit";
  private static final String CHARGE_VISIT = "billing.charge-visit";
  private static final String CHARGE_CANCELLATION = "billing.charge-cancellation";

  private static final String PLANNED_BY_HAND =
      "the visit stays as it is, or dispatch plans it by hand; first make sure by phone when"
          + " somebody comes";

  /** What gives up nothing of the order when it is given up itself, and what that says. */
  private static final Map<String, String> BESIDES =
      Map.of(
          CANCEL_VISIT, "people have called the visit off",
          CHARGE_VISIT, "the customer is not charged for this visit",
          CHARGE_CANCELLATION, "the customer is not charged for it");

  /** What people do by hand where it is skipped, and what that says; the model goes on so. */
  private static final Map<String, String> BY_HAND =
      Map.of(
          "workforce.search-time-slots", PLANNED_BY_HAND,
          "workforce.reserve-visit", PLANNED_BY_HAND);

  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_CAUSE = 100;

  private static final String CHOOSE =
      "Choose what to do: retry, change and retry, skip, mark as done, replace or cancel the"
          + " component.";

  private final FalloutBook fallouts;
  private final Orders orders;
  private final Components components;
  private final CancelComponents cancelComponents;
  private final ReplaceComponent replaceComponent;
  private final PersonsWord personsWord;
  private final Possible possible;
  private final Visits visits;
  private final Fallouts agreements;
  private final ReleaseItems releaseItems;
  private final Timeline timeline;
  private final Clock clock;

  public CloseFallout(
      FalloutBook fallouts,
      Orders orders,
      Components components,
      CancelComponents cancelComponents,
      ReplaceComponent replaceComponent,
      PersonsWord personsWord,
      Possible possible,
      Visits visits,
      Fallouts agreements,
      ReleaseItems releaseItems,
      Timeline timeline,
      Clock clock) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.components = components;
    this.cancelComponents = cancelComponents;
    this.replaceComponent = replaceComponent;
    this.personsWord = personsWord;
    this.possible = possible;
    this.visits = visits;
    this.agreements = agreements;
    this.releaseItems = releaseItems;
    this.timeline = timeline;
    this.clock = clock;
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
    get(order, id);
    orders.lockRow(order);
    Fallout fallout = fallouts.get(id);
    Closing closing =
        fallout
            .closing()
            .orElseGet(
                () ->
                    answer
                        .map(given -> byPerson(fallout, given))
                        .orElseGet(() -> byItself(fallout)));
    return new Closed(repeats(fallout, closing.decision()), fallout.incident());
  }

  /**
   * @throws Refused if it is another order's
   */
  Fallout get(OrderId order, FalloutId id) {
    Fallout fallout = fallouts.get(id);
    if (!fallout.what().order().equals(order)) {
      throw new Refused("This fallout is not about order " + order + "; reload the task.");
    }
    return fallout;
  }

  /** What gives up nothing of the order is over once it is skipped; else the step takes it up. */
  private static boolean repeats(Fallout fallout, Decision decision) {
    return decision.repeats()
        && !(decision == Decision.SKIP_STEP && isOverOnceSkipped(fallout.what().step()));
  }

  private Closing byPerson(Fallout fallout, Answer answer) {
    Decision decision = decisionOf(answer);
    String reason = within(LONGEST_REASON, answer.reason(), "Say why");
    within(LONGEST_CAUSE, answer.cause(), "Name the cause");
    Closing how = new Closing(clock.instant(), answer.person(), decision, reason);
    settle(fallout, how, Optional.of(answer));
    return how;
  }

  static Decision decisionOf(Answer answer) {
    return Decision.find(answer.decision()).orElseThrow(() -> new Refused(CHOOSE));
  }

  /** Whether nothing of the order is given up with a step that is. */
  private static boolean isBesides(String step) {
    return BESIDES.containsKey(step);
  }

  private static boolean isOverOnceSkipped(String step) {
    return isBesides(step) || BY_HAND.containsKey(step);
  }

  /** What people do instead of a step that is skipped, where it is theirs then. */
  static Optional<String> byHand(String step) {
    return Optional.ofNullable(BY_HAND.get(step));
  }

  /** What it says to give a step up, where nothing of the order is given up with it. */
  static Optional<String> besides(String step) {
    return Optional.ofNullable(BESIDES.get(step));
  }

  private static String within(int longest, String given, String what) {
    String text = given.strip();
    if (text.codePointCount(0, text.length()) > longest) {
      throw new Refused(what + " in up to " + longest + " characters.");
    }
    return text;
  }

  /** What a table has decided is done if it still can be; the step is tried again in any case. */
  private Closing byItself(Fallout fallout) {
    if (!fallout.waits()) {
      throw new Refused(CHOOSE);
    }
    Optional<Answer> byTable = fallout.answer().filter(answer -> isPossible(fallout, answer));
    Closing how =
        new Closing(
            clock.instant(),
            TURNUP,
            byTable.map(CloseFallout::decisionOf).orElse(Decision.RETRY),
            "");
    settle(fallout, how, byTable);
    return how;
  }

  private boolean isPossible(Fallout fallout, Answer answer) {
    try {
      expectPossible(fallout, answer);
      return true;
    } catch (Refused impossibleByNow) {
      return false;
    }
  }

  /**
   * Changes nothing.
   *
   * @throws Refused if what is decided cannot be carried out as things are
   */
  void expectPossible(Fallout fallout, Answer answer) {
    Decision decision = decisionOf(answer);
    within(LONGEST_REASON, answer.reason(), "Say why");
    within(LONGEST_CAUSE, answer.cause(), "Name the cause");
    switch (decision) {
      case RETRY -> {}
      case CHANGE_AND_RETRY -> changed(fallout, answer);
      case SKIP_STEP -> expectSkippable(fallout, answer);
      case MARK_DONE -> expectDone(fallout, answer);
      case REPLACE_COMPONENT -> replaced(fallout, answer);
      case CANCEL_COMPONENT -> cancelledBy(answer, fallout);
    }
  }

  private void settle(Fallout fallout, Closing how, Optional<Answer> answer) {
    Set<ItemId> items = Concerned.held(fallout.what(), components);
    switch (how.decision()) {
      case RETRY -> {}
      case CHANGE_AND_RETRY -> components.update(List.of(changed(fallout, answer.orElseThrow())));
      case SKIP_STEP -> skip(fallout, answer.orElseThrow());
      case MARK_DONE -> personsWord.done(fallout.what(), expectDone(fallout, answer.orElseThrow()));
      case REPLACE_COMPONENT -> replace(fallout, answer.orElseThrow());
      case CANCEL_COMPONENT -> cancel(fallout, how.reason());
    }
    fallouts.update(fallout.closed(how, answer));
    TimelineEntry entry =
        TimelineEntry.of(EventKind.FALLOUT_CLOSED, text(fallout, how))
            .remarking(remark(how, answer))
            .with("fallout", fallout.id())
            .with("decision", how.decision().code());
    timeline.add(
        fallout.what().order(), fallout.what().component().map(entry::about).orElse(entry));
    if (fallout.what().step().equals(RECORD_VISIT)) {
      // whether there is another visit is decided now: it is agreed on anew, or not at all
      agreements.settleAgreements(
          fallout.what().order(),
          fallout.what().delivery().stream().toList(),
          "it is decided about the visit");
    }
    releaseItems.of(fallout.what().order(), items);
  }

  private void expectSkippable(Fallout fallout, Answer answer) {
    refuseWithout(answer.reason(), "it is skipped");
    if (!isOverOnceSkipped(fallout.what().step())) {
      personsWord.againstSkipping(fallout.what()).ifPresent(CloseFallout::refuse);
    }
  }

  private void skip(Fallout fallout, Answer answer) {
    expectSkippable(fallout, answer);
    if (isOverOnceSkipped(fallout.what().step())) {
      giveUpBesides(fallout);
    } else {
      personsWord.skipped(fallout.what());
    }
  }

  /** The reference under which it was done. */
  private String expectDone(Fallout fallout, Answer answer) {
    personsWord.againstDone(fallout.what()).ifPresent(CloseFallout::refuse);
    String reference = within(LONGEST_VALUE, answer.reference(), "Write the reference");
    if (reference.isEmpty()) {
      throw new Refused("Name the reference under which it was done.");
    }
    return reference;
  }

  private static void refuse(String why) {
    throw new Refused(why);
  }

  private List<Component> replaced(Fallout fallout, Answer answer) {
    refuseWithout(answer.reason(), "the component is replaced");
    Component old =
        fallout
            .what()
            .component()
            .map(components::get)
            .orElseThrow(
                () -> new Refused("There is no single component to replace; retry or cancel."));
    if (possible.isPastReturn(old)) {
      throw new Refused(
          "Component "
              + old.name()
              + " is past the point of no return and stays as it was ordered; retry.");
    }
    possible
        .cancellation(old.order(), List.of(old))
        .inTheWay()
        .ifPresent(why -> refuse("Component " + why));
    return replaceComponent.preview(old, specificationOf(answer));
  }

  private static String specificationOf(Answer answer) {
    String specification = within(LONGEST_VALUE, answer.specification(), "Name the component");
    if (specification.isEmpty()) {
      throw new Refused("Name the component that is to be made instead.");
    }
    return specification;
  }

  private void replace(Fallout fallout, Answer answer) {
    replaced(fallout, answer);
    replaceComponent.with(
        fallout.what().order(),
        fallout.what().component().orElseThrow(),
        specificationOf(answer),
        answer.reason().strip());
  }

  private Component changed(Fallout fallout, Answer answer) {
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
    return component.changed(changed);
  }

  /**
   * To give up cancelling a visit says that people have called it off; to give up charging one,
   * that the customer does not pay for it.
   */
  private void cancel(Fallout fallout, String reason) {
    if (isBesides(fallout.what().step())) {
      refuseWithout(reason, "it is given up");
      giveUpBesides(fallout);
      return;
    }
    cancelComponents.because(
        reason,
        fallout.what().order(),
        cancellable(fallout, reason).stream().map(Component::id).toList());
  }

  private void giveUpBesides(Fallout fallout) {
    if (fallout.what().step().equals(CANCEL_VISIT)) {
      fallout.what().delivery().ifPresent(visits::calledOff);
    }
  }

  /**
   * What an answer gives up of the order, for good; nothing, if it does not.
   *
   * @throws Refused if that cannot be done
   */
  List<Component> givenUpBy(Answer answer, Fallout fallout) {
    return switch (decisionOf(answer)) {
      case RETRY, CHANGE_AND_RETRY -> List.of();
      case CANCEL_COMPONENT -> cancelledBy(answer, fallout);
      case SKIP_STEP -> {
        expectSkippable(fallout, answer);
        yield isOverOnceSkipped(fallout.what().step())
            ? List.of()
            : Concerned.components(fallout.what(), components);
      }
      case MARK_DONE -> {
        expectDone(fallout, answer);
        yield Concerned.components(fallout.what(), components);
      }
      case REPLACE_COMPONENT -> {
        replaced(fallout, answer);
        yield Concerned.components(fallout.what(), components);
      }
    };
  }

  private List<Component> cancelledBy(Answer answer, Fallout fallout) {
    return Decision.find(answer.decision())
        .filter(decision -> decision == Decision.CANCEL_COMPONENT)
        .filter(decision -> !isBesides(fallout.what().step()))
        .map(decision -> cancellable(fallout, answer.reason().strip()))
        .orElse(List.of());
  }

  private static void refuseWithout(String reason, String what) {
    if (reason.isBlank()) {
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

  private static String text(Fallout fallout, Closing how) {
    String done =
        switch (how.decision()) {
          case RETRY -> "is tried again";
          case CHANGE_AND_RETRY -> "is changed and tried again";
          case SKIP_STEP -> "is skipped";
          case MARK_DONE -> "is marked as done";
          case REPLACE_COMPONENT -> "is given up for another component";
          case CANCEL_COMPONENT -> "is given up";
        };
    return fallout.what().step()
        + " "
        + done
        + (how.by().equals(TURNUP) ? "" : ", decided by " + how.by());
  }

  private static String remark(Closing how, Optional<Answer> answer) {
    return answer.stream()
        .flatMap(
            given ->
                Stream.of(
                    switch (how.decision()) {
                      case CHANGE_AND_RETRY -> given.attribute() + " = " + given.value().strip();
                      case MARK_DONE -> "reference " + given.reference().strip();
                      case REPLACE_COMPONENT -> "by " + given.specification().strip();
                      default -> "";
                    },
                    given.cause().strip(),
                    how.reason()))
        .filter(words -> !words.isEmpty())
        .collect(joining("; "));
  }
}
