package dev.turnup.connectors.billing;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.OperationCalls;
import dev.turnup.connectors.Reading;
import dev.turnup.connectors.RouteCalls;
import dev.turnup.connectors.Tmf;
import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.UnreadableAnswer;
import dev.turnup.connectors.billing.BillingShapes.Account;
import dev.turnup.connectors.billing.BillingShapes.AppliedRate;
import dev.turnup.connectors.billing.BillingShapes.CreditCheck;
import dev.turnup.connectors.billing.BillingShapes.NewAppliedRate;
import dev.turnup.connectors.billing.BillingShapes.NewCreditCheck;
import dev.turnup.connectors.billing.BillingShapes.NewProduct;
import dev.turnup.connectors.billing.BillingShapes.Product;
import dev.turnup.connectors.billing.BillingShapes.ProductEnd;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

@Component
class BillingCalls extends OperationCalls implements BillingConnector {

  BillingCalls(ConnectorSettings settings, ProducerTemplate routes, Clock clock) {
    super("billing", new RouteCalls("billing", settings.billing(), routes, clock));
  }

  @Override
  public CompletionStage<CallOutcome<Bill>> startBilling(Call call, StartBilling request) {
    return routes
        .call("billing.start-billing", call)
        .with(
            new NewProduct(
                request.offering(),
                "active",
                request.effective().toString(),
                new Reference(request.offering()),
                new Account(null, request.paymentMode()),
                List.of(new Party(request.customer(), "customer")),
                Tmf.characteristics(request.characteristics()),
                List.of(new Reference(call.subject().component())),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject(), Tmf.product(request.product()))))
        .answer(Product.class, reply -> bill(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<StoppedBill>> stopBilling(Call call, StopBilling request) {
    return routes
        .call("billing.stop-billing", call)
        .with(
            new ProductEnd(
                "terminated",
                request.effective().toString(),
                List.of(new Party(request.customer(), "customer")),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject(), Tmf.product(request.product()))))
        .answer(Product.class, reply -> stopped(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<StoppedBill>>> findStop(Call call) {
    return routes
        .find("billing.find-bill", call)
        .answer(
            Product[].class,
            found -> Reading.atMostOne(found.content(), "product").map(BillingCalls::stopped));
  }

  @Override
  public CompletionStage<CallOutcome<Charged>> charge(Call call, Charge request) {
    return routes
        .call("billing.charge-visit", call)
        .with(
            new NewAppliedRate(
                request.code(),
                "appliedBillingCharge",
                request.reason(),
                request.day().toString(),
                false,
                List.of(new Party(request.customer(), "customer")),
                Tmf.place(request.site()),
                Tmf.relatedEntity(call.subject())))
        .answer(AppliedRate.class, reply -> charged(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Charged>>> findCharge(Call call) {
    return routes
        .find("billing.find-charge", call)
        .answer(
            AppliedRate[].class,
            found -> Reading.atMostOne(found.content(), "charge").map(BillingCalls::charged));
  }

  @Override
  public CompletionStage<CallOutcome<Credit>> checkCredit(Call call, String customer) {
    return routes
        .call("billing.check-credit", call)
        .with(
            new NewCreditCheck(
                List.of(new Party(customer, "customer")), Tmf.relatedEntity(call.subject())))
        .answer(CreditCheck.class, reply -> credit(reply.content()));
  }

  @Override
  public CompletionStage<CallOutcome<Optional<Bill>>> findBill(Call call) {
    return routes
        .find("billing.find-bill", call)
        .answer(
            Product[].class,
            found -> Reading.atMostOne(found.content(), "product").map(BillingCalls::bill));
  }

  @Override
  public CompletionStage<CallOutcome<List<Bill>>> confirmBilling(Call call) {
    return routes
        .call("billing.confirm-billing", call)
        .query("relatedEntity.id", call.subject().component())
        .answer(
            Product[].class,
            found -> Reading.list(found.content()).stream().map(BillingCalls::bill).toList());
  }

  private static Credit credit(CreditCheck check) {
    if (!"done".equals(check.state())) {
      throw new UnreadableAnswer("a credit check that is not done");
    }
    return switch (Reading.required(check.result(), "result")) {
      case "approved" -> new Credit.Approved();
      case "refused" -> {
        Reason reason = Optional.ofNullable(check.reason()).orElse(Reason.NONE);
        yield new Credit.Refused(reason.codeOr("credit-refused"), reason.text());
      }
      default -> throw new UnreadableAnswer("a result " + check.result());
    };
  }

  private static Charged charged(AppliedRate rate) {
    return new Charged(
        Reading.required(rate.id(), "id"),
        Reading.required(rate.name(), "name"),
        Reading.day(rate.date(), "date"));
  }

  private static StoppedBill stopped(Product product) {
    return new StoppedBill(
        Reading.required(product.id(), "id"),
        Reading.required(product.status(), "status"),
        Optional.ofNullable(product.terminationDate())
            .map(day -> Reading.day(day, "terminationDate")));
  }

  private static Bill bill(Product product) {
    return new Bill(
        Reading.required(product.id(), "id"),
        Reading.required(product.status(), "status"),
        Reading.required(Reading.required(product.productOffering(), "productOffering").id(), "id"),
        Reading.day(product.startDate(), "startDate"),
        Reading.required(Reading.required(product.billingAccount(), "billingAccount").id(), "id"));
  }
}
