package dev.turnup.connectors.billing;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.OperationCalls;
import dev.turnup.connectors.Reading;
import dev.turnup.connectors.RouteCalls;
import dev.turnup.connectors.Tmf;
import dev.turnup.connectors.Tmf.Party;
import dev.turnup.connectors.Tmf.Reference;
import dev.turnup.connectors.billing.BillingShapes.Account;
import dev.turnup.connectors.billing.BillingShapes.NewProduct;
import dev.turnup.connectors.billing.BillingShapes.Product;
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
                Tmf.relatedEntity(call.subject())))
        .answer(Product.class, reply -> bill(reply.content()));
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

  private static Bill bill(Product product) {
    return new Bill(
        Reading.required(product.id(), "id"),
        Reading.required(product.status(), "status"),
        Reading.required(Reading.required(product.productOffering(), "productOffering").id(), "id"),
        Reading.day(product.startDate(), "startDate"),
        Reading.required(Reading.required(product.billingAccount(), "billingAccount").id(), "id"));
  }
}
