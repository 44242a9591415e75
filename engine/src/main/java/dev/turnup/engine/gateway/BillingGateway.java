package dev.turnup.engine.gateway;

import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.billing.BillingConnector.StartBilling;
import dev.turnup.connectors.billing.BillingConnector.StopBilling;
import dev.turnup.engine.billing.Billing;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class BillingGateway implements Billing {

  private final BillingConnector connector;

  BillingGateway(BillingConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<Bill>> startBilling(CallKey key, BillRequest request) {
    return Calls.outcome(
        connector.startBilling(
            Calls.of(key, request.subject()),
            new StartBilling(
                Calls.site(request.subject()),
                request.product(),
                request.offering(),
                request.customer(),
                request.paymentMode(),
                request.effective(),
                request.characteristics())),
        BillingGateway::bill);
  }

  @Override
  public CompletionStage<Outcome<Optional<Bill>>> findBill(CallKey key, Subject subject) {
    return Calls.found(connector.findBill(Calls.of(key, subject)), BillingGateway::bill);
  }

  @Override
  public CompletionStage<Outcome<StoppedBill>> stopBilling(CallKey key, BillStop request) {
    return Calls.outcome(
        connector.stopBilling(
            Calls.of(key, request.subject()),
            new StopBilling(
                Calls.site(request.subject()),
                request.product(),
                request.customer(),
                request.effective())),
        BillingGateway::stopped);
  }

  @Override
  public CompletionStage<Outcome<Optional<StoppedBill>>> findStop(CallKey key, Subject subject) {
    return Calls.found(connector.findStop(Calls.of(key, subject)), BillingGateway::stopped);
  }

  @Override
  public CompletionStage<Outcome<Charged>> charge(CallKey key, Charge request) {
    return Calls.outcome(
        connector.charge(
            Calls.of(key, request.subject()),
            new BillingConnector.Charge(
                Calls.site(request.subject()),
                request.code(),
                request.reason(),
                request.customer(),
                request.day())),
        BillingGateway::charged);
  }

  @Override
  public CompletionStage<Outcome<Optional<Charged>>> findCharge(CallKey key, Subject subject) {
    return Calls.found(connector.findCharge(Calls.of(key, subject)), BillingGateway::charged);
  }

  @Override
  public CompletionStage<Outcome<Bills>> confirmBilling(CallKey key, Inquiry request) {
    return Calls.outcome(
        connector.confirmBilling(Calls.of(key, request.subject())),
        found -> new Bills(found.stream().map(BillingGateway::bill).toList()));
  }

  private static Charged charged(BillingConnector.Charged charge) {
    return new Charged(charge.chargeId(), charge.code(), charge.day());
  }

  private static StoppedBill stopped(BillingConnector.StoppedBill bill) {
    return new StoppedBill(bill.billId(), bill.status().equals("terminated"), bill.effective());
  }

  private static Bill bill(BillingConnector.Bill bill) {
    return new Bill(bill.billId(), bill.status(), bill.effective(), bill.account());
  }
}
