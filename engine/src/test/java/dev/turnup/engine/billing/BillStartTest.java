package dev.turnup.engine.billing;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.KeptFallouts;
import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.activation.Network;
import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.activation.ServiceInventory.Finding;
import dev.turnup.engine.activation.SilentInventory;
import dev.turnup.engine.billing.Billing.Bill;
import dev.turnup.engine.billing.Billing.BillRequest;
import dev.turnup.engine.billing.Billing.Bills;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import dev.turnup.engine.order.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** An accepted item's way to its bill. */
class BillStartTest {

  private static final LocalDate ACCEPTED = LocalDate.parse("2026-03-03");
  private static final Instant SINCE = InternetOrder.NOW.minusSeconds(60);
  private static final Bill AS_ASKED = new Bill("B-1", "active", ACCEPTED, "A-1");

  private final InternetOrder internet = new InternetOrder();
  private final OneBill bills = new OneBill();
  private final KeptFallouts fallouts = new KeptFallouts();
  private final List<StepFellOut> fellOut = fallouts.raised;

  private final FindService findService =
      new FindService(
          internet.orders, internet.components, internet.records, new SilentInventory());
  private final ReconcileService reconcileService =
      new ReconcileService(
          internet.orders,
          internet.components,
          internet.records,
          bills,
          internet.siteClock,
          fallouts);
  private final StartBilling startBilling =
      new StartBilling(
          internet.orders,
          internet.components,
          bills,
          new SilentBilling(),
          internet.timeline,
          internet.clock);
  private final ConfirmBilling confirmBilling =
      new ConfirmBilling(
          internet.orders,
          internet.components,
          bills,
          new SilentBilling(),
          internet.timeline,
          internet.clock);

  @Test
  void agreesWhenAllHaveItAsActiveSinceTheSameDay() {
    allAgree();

    assertThat(reconcileService.forComponent(internet.internetAccess).agreed()).isTrue();
    assertThat(fellOut).isEmpty();
  }

  @Test
  void fallsOutWhenTheNetworkSaysThatItDoesNotWork() {
    allAgree();
    networkSays(new Network.Verdict(false, Optional.empty(), "no light"));

    assertFallsOut("network-disagrees");
  }

  @Test
  void fallsOutWhenTheInventoryDoesNotHaveIt() {
    allAgree();
    findService.record(internet.internetAccess, new Finding(Optional.empty()));

    assertFallsOut("inventory-disagrees");
  }

  @Test
  void fallsOutWhenTheDaysDiffer() {
    allAgree();
    inventorySays(SINCE.minus(Duration.ofDays(1)));

    assertFallsOut("dates-disagree");
  }

  @Test
  void fallsOutWhenItIsActiveOnlySinceAfterItsAcceptance() {
    allAgree();
    Instant later = SINCE.plus(Duration.ofDays(2));
    networkSays(new Network.Verdict(true, Optional.of(later), "fine"));
    inventorySays(later);

    assertFallsOut("dates-disagree");
  }

  @Test
  void billsFromTheDayOfAcceptanceAsTheCatalogueSays() {
    internet.with(ACTIVE, internet.internetAccess);

    BillRequest request = startBilling.requestFor(internet.internetAccess);

    assertThat(request.product()).isEqualTo(internet.order + "-1");
    assertThat(request.offering()).isEqualTo("internet-300");
    assertThat(request.paymentMode()).isEqualTo("postpaid");
    assertThat(request.effective()).isEqualTo(ACCEPTED);
    assertThat(request.customer()).isEqualTo("C-internet");
  }

  @Test
  void asksForNoBillOfWhatIsNotActive() {
    internet.with(VERIFIED, internet.internetAccess);

    assertThatThrownBy(() -> startBilling.requestFor(internet.internetAccess))
        .hasMessageContaining("not active");
  }

  @Test
  void writesDownTheBillOnce() {
    startBilling.record(internet.internetAccess, AS_ASKED);

    assertThat(startBilling.record(internet.internetAccess, AS_ASKED)).isEqualTo(StepResult.done());

    assertThat(bills.bill.state()).isEqualTo(BillStart.State.STARTED);
    assertThat(bills.bill.reference()).contains("B-1");
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.BILLED);
  }

  @Test
  void fallsOutWhenSomethingElseIsBilledThanWasAsked() {
    StepResult result =
        startBilling.record(
            internet.internetAccess, new Bill("B-1", "active", ACCEPTED.minusDays(1), "A-1"));

    assertThat(((FellOut) result).failure().code()).isEqualTo("bill-differs");
    assertThat(bills.bill.state()).isEqualTo(BillStart.State.DUE);
  }

  @Test
  void completesTheItemWhenItsOneBillIsThere() {
    startBilling.record(internet.internetAccess, AS_ASKED);

    confirmBilling.record(internet.internetAccess, new Bills(List.of(AS_ASKED)));

    assertThat(bills.bill.state()).isEqualTo(BillStart.State.CONFIRMED);
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.COMPLETED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.BILLED, EventKind.ITEM_CLOSED);
  }

  @Test
  void fallsOutWhenThereIsNoBillOrMoreThanOne() {
    startBilling.record(internet.internetAccess, AS_ASKED);
    Bill ended = new Bill("B-0", "terminated", ACCEPTED, "A-1");

    assertThat(confirmed(List.of(ended))).isEqualTo("bill-missing");
    assertThat(confirmed(List.of(AS_ASKED, AS_ASKED))).isEqualTo("billed-twice");
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.IN_PROGRESS);
  }

  private String confirmed(List<Bill> found) {
    StepResult result = confirmBilling.record(internet.internetAccess, new Bills(found));
    return ((FellOut) result).failure().code();
  }

  private void allAgree() {
    internet.with(ACTIVE, internet.internetAccess);
    networkSays(new Network.Verdict(true, Optional.of(SINCE), "fine"));
    inventorySays(SINCE);
  }

  private void networkSays(Network.Verdict verdict) {
    internet.networkSays(internet.internetAccess, verdict);
  }

  private void inventorySays(Instant since) {
    findService.record(
        internet.internetAccess,
        new Finding(Optional.of(new Entry("I-1", true, Optional.of(since)))));
  }

  private void assertFallsOut(String code) {
    assertThat(reconcileService.forComponent(internet.internetAccess).agreed()).isFalse();
    assertThat(fellOut)
        .singleElement()
        .satisfies(
            what -> {
              assertThat(what.failure().code()).isEqualTo(code);
              assertThat(what.failure().message()).contains("network: ", "inventory: ");
              assertThat(what.component()).contains(internet.internetAccess);
            });
  }

  private final class OneBill implements BillStarts {

    private BillStart bill =
        new BillStart(
            internet.order,
            InternetOrder.ITEM,
            internet.internetAccess,
            BillStart.State.DUE,
            ACCEPTED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0);

    @Override
    public BillStart of(ComponentId component) {
      return bill;
    }

    @Override
    public void update(BillStart changed) {
      bill = changed;
    }
  }

  private static final class SilentBilling implements Billing {

    @Override
    public CompletionStage<Outcome<Bill>> startBilling(CallKey key, BillRequest request) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Bill>>> findBill(CallKey key, Subject subject) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<StoppedBill>> stopBilling(CallKey key, BillStop request) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<StoppedBill>>> findStop(CallKey key, Subject subject) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Bills>> confirmBilling(CallKey key, Inquiry request) {
      return new CompletableFuture<>();
    }
  }
}
