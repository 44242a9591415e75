package dev.turnup.engine.billing;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import dev.turnup.engine.order.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An item whose service is active, and systems that say so. */
abstract class BillCase {

  static final LocalDate ACCEPTED = LocalDate.parse("2026-03-03");
  static final Instant SINCE = InternetOrder.NOW.minusSeconds(60);
  static final Bill AS_ASKED = new Bill("B-1", "active", ACCEPTED, "A-1");

  final InternetOrder internet = new InternetOrder();
  final OneBill bills = new OneBill();
  final KeptFallouts fallouts = new KeptFallouts();
  final List<StepFellOut> fellOut = fallouts.raised;

  final FindService findService =
      new FindService(
          internet.orders, internet.components, internet.records, new SilentInventory());
  final ReconcileService reconcileService =
      new ReconcileService(
          internet.orders,
          internet.components,
          internet.records,
          bills,
          internet.siteClock,
          fallouts);
  final StartBilling startBilling =
      new StartBilling(
          internet.orders,
          internet.components,
          bills,
          new SilentBilling(),
          internet.timeline,
          internet.clock);
  final ConfirmBilling confirmBilling =
      new ConfirmBilling(
          internet.orders,
          internet.components,
          bills,
          new SilentBilling(),
          internet.timeline,
          internet.clock);

  String confirmed(List<Bill> found) {
    StepResult result = confirmBilling.record(internet.internetAccess, new Bills(found));
    return ((FellOut) result).failure().code();
  }

  void allAgree() {
    internet.with(ACTIVE, internet.internetAccess);
    networkSays(new Network.Verdict(true, Optional.of(SINCE), "fine"));
    inventorySays(SINCE);
  }

  void networkSays(Network.Verdict verdict) {
    internet.networkSays(internet.internetAccess, verdict);
  }

  void inventorySays(Instant since) {
    findService.record(
        internet.internetAccess,
        new Finding(Optional.of(new Entry("I-1", true, Optional.of(since)))));
  }

  void assertFallsOut(String code) {
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

  final class OneBill implements BillStarts {

    BillStart bill =
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

  static final class SilentBilling implements Billing {

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
    public CompletionStage<Outcome<Charged>> charge(CallKey key, Charge request) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Optional<Charged>>> findCharge(CallKey key, Subject subject) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Outcome<Bills>> confirmBilling(CallKey key, Inquiry request) {
      return new CompletableFuture<>();
    }
  }
}
