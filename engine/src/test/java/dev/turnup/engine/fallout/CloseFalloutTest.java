package dev.turnup.engine.fallout;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVATED;
import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.PLANNED;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.activation.Network.Verdict;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ListedValues;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.delivery.ReplaceComponent;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.OutboundCalls.Begun;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.scheduling.CalendarInMemory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloseFalloutTest {

  private static final Failure BROKEN = new Failure("network", "http-422", "no such profile");

  private final InternetOrder internet = new InternetOrder();
  private final OutboundCalls outboundCalls = mock(OutboundCalls.class);
  private final Possible possible =
      new Possible(internet.cancelComponents, internet.records, outboundCalls);
  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final ReplaceComponent replaceComponent = mock(ReplaceComponent.class);
  private final WordsInMemory words = new WordsInMemory();
  private final RaiseFallout raiseFallout = fallouts.raising(internet);
  private final OpenFallout openFallout =
      new OpenFallout(
          fallouts,
          internet.orders,
          internet.components,
          possible,
          new WordsInMemory(),
          new WhatHelped(fallouts, internet.components, mock(ListedValues.class)),
          internet.clock);
  private final CalendarInMemory calendar = new CalendarInMemory();
  private final CloseFallout closeFallout =
      new CloseFallout(
          fallouts,
          internet.orders,
          internet.components,
          internet.cancelComponents,
          replaceComponent,
          words,
          possible,
          calendar,
          raiseFallout,
          fallouts.releasing(internet),
          internet.timeline,
          internet.clock);

  @Test
  void retriesAndLetsTheItemGoOn() {
    FalloutId id = open(internet.router);

    Closed closed = closeFallout.of(internet.order, id, answer("retry", "", "", ""));

    assertThat(closed).isEqualTo(new Closed(true, Optional.of("incident")));
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.IN_PROGRESS);
    assertThat(internet.components.get(internet.router).round()).isEqualTo(1);
    assertThat(fallouts.get(id).closing()).map(Fallout.Closing::by).contains("grace");
  }

  @Test
  void closesWhatFellOutOnlyAsATimeWasAgreedOn() {
    DeliveryId delivery = InternetOrder.DELIVERY;
    FalloutId search = opened("workforce.search-time-slots", delivery);
    FalloutId elsewhere = raised("workforce.reserve-visit", new DeliveryId(UUID.randomUUID()));

    raiseFallout.settleAgreements(internet.order, List.of(delivery), "the visit is reported");

    assertThat(fallouts.get(search).closing()).isPresent();
    assertThat(fallouts.get(elsewhere).closing()).isEmpty();
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.IN_PROGRESS);

    FalloutId again = opened("workforce.reserve-visit", delivery);
    FalloutId charge = raised("billing.charge-visit", delivery);
    raiseFallout.settleAgreements(internet.order, List.of(delivery), "the visit is reported");

    assertThat(fallouts.get(again).closing()).isPresent();
    assertThat(fallouts.get(charge).closing()).isEmpty();
    assertThat(internet.stateOfItem()).as("the charge holds it").isEqualTo(ItemState.HELD);
  }

  @Test
  void endsWhatWasToBeAgreedOnWhenItIsDecidedAboutTheVisit() {
    FalloutId search = opened("workforce.search-time-slots", InternetOrder.DELIVERY);
    FalloutId visit = opened("record-visit", InternetOrder.DELIVERY);

    closeFallout.of(internet.order, visit, answer("retry", "", "", ""));

    assertThat(fallouts.get(search).closing()).isPresent();
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.IN_PROGRESS);
  }

  private FalloutId opened(String step, DeliveryId delivery) {
    FalloutId id = raised(step, delivery);
    openFallout.of(internet.order, id, message -> "incident");
    return id;
  }

  private FalloutId raised(String step, DeliveryId delivery) {
    return raiseFallout.raise(
        new StepFellOut(internet.order, Optional.empty(), Optional.of(delivery), step, BROKEN));
  }

  @Test
  void keepsTheItemHeldWhileAnythingElseHoldsIt() {
    FalloutId first = open(internet.router);
    open(internet.accessLine);

    closeFallout.of(internet.order, first, answer("retry", "", "", ""));

    assertThat(internet.stateOfItem()).isEqualTo(ItemState.HELD);
  }

  @Test
  void startsANewRoundWithWhatWasChanged() {
    internet.with(ACTIVATED, internet.router);
    FalloutId id = open(internet.router);

    Closed closed =
        closeFallout.of(internet.order, id, answer("changeAndRetry", "", "speed", " 100 "));

    assertThat(closed.retry()).isTrue();
    assertThat(internet.components.get(internet.router).characteristics())
        .containsEntry("speed", "100");
    assertThat(internet.components.get(internet.router).round()).isEqualTo(2);
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void refusesToChangeWhatTheComponentDoesNotHave() {
    FalloutId id = open(internet.router);

    assertRefused(id, answer("changeAndRetry", "", "colour", "blue"), "one of speed");
    assertRefused(id, answer("changeAndRetry", "", "speed", " "), "what speed is to be");
  }

  @Test
  void cancelsTheComponentWithWhatReliesOnIt() {
    FalloutId id = open(internet.router);

    Closed closed =
        closeFallout.of(internet.order, id, answer("cancelComponent", "no stock", "", ""));

    assertThat(closed.retry()).isFalse();
    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
    assertThat(internet.stateOf(internet.internetAccess)).isEqualTo(CANCELLED);
    assertThat(internet.stateOfItem().isFinal()).isTrue();
  }

  @Test
  void refusesToCancelWhatIsProvedToWork() {
    internet.with(ACTIVE, internet.router).with(VERIFIED, internet.accessLine);

    assertRefused(
        open(internet.router), answer("cancelComponent", "no", "", ""), "cannot be cancelled");
    assertRefused(
        open(internet.accessLine), answer("cancelComponent", "no", "", ""), "cannot be cancelled");
  }

  @Test
  void cancelsWhatIsSwitchedOnUnlessThereIsNoWayBack() {
    internet
        .with(ACTIVATED, internet.accessLine, internet.router, internet.internetAccess)
        .specified(PointOfNoReturn.HARD, Specification.CEASE, internet.accessLine)
        .specified(PointOfNoReturn.SOFT, Specification.CEASE, internet.router)
        .specified(PointOfNoReturn.NONE, Specification.CEASE, internet.internetAccess);
    Optional<Answer> answer = answer("cancelComponent", "no stock", "", "");

    assertRefused(open(internet.accessLine), answer, "cannot be cancelled");
    assertRefused(open(internet.router), answer, "router is switched on");
    off(internet.router);
    assertRefused(open(internet.router), answer, "internet-access is switched on");
    off(internet.internetAccess);
    closeFallout.of(internet.order, open(internet.router), answer);

    assertThat(internet.stateOf(internet.accessLine)).isEqualTo(ACTIVATED);
    assertThat(internet.stateOf(internet.internetAccess)).isEqualTo(CANCELLED);
    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
  }

  @Test
  void chargesNobodyAtTheDesk() {
    internet
        .with(ACTIVATED, internet.router)
        .specified(PointOfNoReturn.SOFT, Specification.CEASE, internet.router);
    off(internet.router);
    FalloutId id = raise(Optional.of(internet.router), Optional.empty(), "network.verify-service");

    assertThat(openFallout.of(internet.order, id, message -> "incident").options())
        .contains("Cancel component")
        .doesNotContain("charged");
    closeFallout.of(internet.order, id, answer("cancelComponent", "no stock", "", ""));

    assertThat(internet.timeline.of(internet.order, 0, 100))
        .extracting(recorded -> recorded.entry().text())
        .contains("router given up")
        .noneMatch(text -> text.contains("charged"));
  }

  @Test
  void leavesNothingChangedThatIsChangedInTheNetwork() {
    internet.doing(ComponentAction.MODIFY, internet.router).with(ACTIVATED, internet.router);
    off(internet.router);

    assertRefused(
        open(internet.router), answer("cancelComponent", "no stock", "", ""), "change it back");
  }

  @Test
  void cancelsNothingWithItThatIsProvedToWorkOrPastReturn() {
    internet.needing(ACTIVATED, internet.router).with(VERIFIED, internet.internetAccess);
    FalloutId id = open(internet.router);
    Optional<Answer> answer = answer("cancelComponent", "no stock", "", "");

    assertRefused(id, answer, "internet-access is verified and cannot be cancelled");

    internet
        .with(PLANNED, internet.internetAccess)
        .specified(PointOfNoReturn.HARD, Specification.NOTHING_TO_UNDO, internet.internetAccess);
    when(outboundCalls.irrevocable(internet.order))
        .thenReturn(
            List.of(new Begun("network.perform-operation", internet.internetAccess.toString())));

    assertRefused(id, answer, "internet-access is begun and cannot be cancelled");
    assertRefused(
        open(internet.internetAccess),
        answer("changeAndRetry", "", "speed", "100"),
        "past the point of no return");
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void givesUpNothingThatMayBeSwitchedOn() {
    when(outboundCalls.unknownInNetwork(internet.order))
        .thenReturn(Set.of(internet.router.toString()));
    FalloutId id = open(internet.router);

    assertRefused(
        id, answer("cancelComponent", "no stock", "", ""), "router may be switched on or changed");
    assertThat(possible.replacement(internet.components.get(internet.router))).isFalse();
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void keepsTheOldWhereTheNewIsCancelled() {
    internet.doing(ComponentAction.CEASE, internet.internetAccess);

    closeFallout.of(
        internet.order, open(internet.router), answer("cancelComponent", "no stock", "", ""));

    assertThat(internet.stateOf(internet.internetAccess)).isEqualTo(CANCELLED);
  }

  @Test
  void cancelsUpToThePointOfNoReturn() {
    internet.specified(PointOfNoReturn.HARD, Specification.CEASE, internet.router);

    closeFallout.of(
        internet.order, open(internet.router), answer("cancelComponent", "no stock", "", ""));

    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
  }

  @Test
  void refusesToCancelWithoutAReason() {
    assertRefused(open(internet.router), answer("cancelComponent", " ", "", ""), "Say why");
  }

  @Test
  void refusesAReasonThatNoFormShowsWhole() {
    assertRefused(
        open(internet.router), answer("retry", "x".repeat(2_001), "", ""), "2000 characters");
  }

  @Test
  void cancelsWhatADeliveryIsStillToBring() {
    internet.with(ACTIVE, internet.accessLine);
    FalloutId id =
        raise(Optional.empty(), Optional.of(InternetOrder.DELIVERY), "workforce.dispatch-visit");

    closeFallout.of(internet.order, id, answer("cancelComponent", "no way in", "", ""));

    assertThat(internet.stateOf(internet.router)).isEqualTo(CANCELLED);
    assertThat(internet.stateOf(internet.accessLine)).isEqualTo(ACTIVE);
  }

  @Test
  void leavesEverythingAsItIsWhenPeopleCalledAVisitOffThemselves() {
    FalloutId id =
        raise(Optional.empty(), Optional.of(InternetOrder.DELIVERY), "workforce.cancel-visit");

    closeFallout.of(internet.order, id, answer("cancelComponent", "told them by phone", "", ""));

    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
    assertThat(calendar.isLeftOutside(InternetOrder.DELIVERY)).isFalse();
  }

  @Test
  void leavesAVisitToPeopleWhoseTimeTheWorkforceSystemDoesNotKeep() {
    FalloutId id =
        raise(Optional.empty(), Optional.of(InternetOrder.DELIVERY), "workforce.reserve-visit");

    CloseFallout.Closed closed =
        closeFallout.of(internet.order, id, answer("skipStep", "they come, by phone", "", ""));

    assertThat(closed.retry()).as("the model goes on by hand").isFalse();
    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void leavesEverythingAsItIsWhenACustomerIsSparedACharge() {
    FalloutId id = raise(Optional.empty(), Optional.empty(), "billing.charge-visit");
    assertRefused(id, answer("cancelComponent", "", "", ""), "why");

    assertThat(
            closeFallout
                .of(internet.order, id, answer("cancelComponent", "it was our fault", "", ""))
                .retry())
        .isFalse();

    assertThat(internet.stateOf(internet.router)).isEqualTo(PLANNED);
  }

  @Test
  void takesThePersonsWordWhereTheStepLetsItAndHasItTakenUp() {
    FalloutId dispatch = raise(Optional.empty(), Optional.empty(), "workforce.dispatch-visit");
    openFallout.of(internet.order, dispatch, message -> "incident");
    FalloutId again = raise(Optional.empty(), Optional.empty(), "workforce.dispatch-visit");
    openFallout.of(internet.order, again, message -> "incident");

    assertRefused(dispatch, evidence("markDone", " "), "Name the reference");
    assertRefused(dispatch, evidence("markDone", "x".repeat(201)), "in up to 200 characters");
    assertRefused(dispatch, answer("skipStep", "", "", ""), "Say why it is skipped");
    assertThat(closeFallout.of(internet.order, dispatch, evidence("markDone", "WF-7")).retry())
        .isTrue();
    assertThat(
            closeFallout
                .of(internet.order, again, answer("skipStep", "told by phone", "", ""))
                .retry())
        .isTrue();

    assertThat(words.said)
        .containsExactly(
            "workforce.dispatch-visit done as WF-7", "workforce.dispatch-visit skipped");
    assertThat(internet.timeline.last().text()).contains("is skipped, decided by grace");
    assertThat(internet.timeline.last().remark()).contains("told by phone");
  }

  @Test
  void refusesThePersonsWordWhereTheStepDoesNot() {
    FalloutId id = open(internet.router);

    assertRefused(id, evidence("markDone", "N-1"), "Only the system itself");
    assertRefused(id, answer("skipStep", "no time", "", ""), "cannot go on without it");
    assertThat(words.said).isEmpty();
  }

  @Test
  void skipsAChargeAsItGivesItUp() {
    FalloutId id = raise(Optional.of(internet.router), Optional.empty(), "billing.charge-visit");
    openFallout.of(internet.order, id, message -> "incident");

    assertThat(closeFallout.of(internet.order, id, answer("skipStep", "goodwill", "", "")).retry())
        .as("nobody is charged")
        .isFalse();
    assertThat(words.said).isEmpty();
  }

  @Test
  void hasAnotherComponentMadeInstead() {
    FalloutId id = open(internet.router);

    assertRefused(id, replacement("", "sold out"), "Name the component");
    assertRefused(id, replacement("router-2", " "), "Say why the component is replaced");
    assertThat(closeFallout.of(internet.order, id, replacement("router-2", "sold out")).retry())
        .isFalse();

    verify(replaceComponent).with(internet.order, internet.router, "router-2", "sold out");
    assertThat(internet.timeline.last().remark()).contains("by router-2; sold out");
  }

  private static Optional<Answer> evidence(String decision, String reference) {
    return Optional.of(new Answer(decision, "seen", "", "", "", reference, "", "grace"));
  }

  private static Optional<Answer> replacement(String specification, String reason) {
    return Optional.of(
        new Answer("replaceComponent", reason, "", "", "", "", specification, "grace"));
  }

  @Test
  void refusesWhatIsNoDecision() {
    assertRefused(open(internet.router), answer("sellTheCompany", "", "", ""), "Choose");
  }

  @Test
  void refusesToBeClosedByNobodyUnlessItIsTriedLater() {
    FalloutId id = open(internet.router);

    assertThatThrownBy(() -> closeFallout.of(internet.order, id, Optional.empty()))
        .isInstanceOf(Refused.class);

    fallouts.update(
        fallouts
            .get(id)
            .queued(
                new SuggestResolution.Suggestion(
                    "fallout-desk",
                    "wait",
                    InternetOrder.NOW,
                    Optional.of(InternetOrder.NOW),
                    0,
                    0),
                Optional.empty()));
    assertThat(closeFallout.of(internet.order, id, Optional.empty()).retry()).isTrue();
    assertThat(fallouts.get(id).closing()).map(Fallout.Closing::by).contains("turnup");
  }

  @Test
  void refusesAnotherOrdersNumber() {
    FalloutId id = open(internet.router);

    assertThatThrownBy(() -> closeFallout.of(new OrderId("PO-9"), id, answer("retry", "", "", "")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not about order PO-9");
  }

  private void assertRefused(FalloutId id, Optional<Answer> answer, String words) {
    assertThatThrownBy(() -> closeFallout.of(internet.order, id, answer))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(words);
    assertThat(fallouts.get(id).closing()).isEmpty();
  }

  private void off(ComponentId component) {
    internet.networkSays(component, new Verdict(false, Optional.empty(), "no light"));
  }

  private FalloutId open(ComponentId component) {
    FalloutId id = raise(Optional.of(component), Optional.empty(), "network.activate-service");
    openFallout.of(internet.order, id, message -> "incident");
    return id;
  }

  private FalloutId raise(
      Optional<ComponentId> component, Optional<DeliveryId> delivery, String step) {
    return raiseFallout.raise(new StepFellOut(internet.order, component, delivery, step, BROKEN));
  }

  private static Optional<Answer> answer(
      String decision, String reason, String attribute, String value) {
    return Optional.of(new Answer(decision, reason, attribute, value, "grace"));
  }
}
