package dev.turnup.engine.gateway;

import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.inventory.InventoryConnector.Place;
import dev.turnup.connectors.inventory.InventoryConnector.RecordChange;
import dev.turnup.connectors.inventory.InventoryConnector.RecordService;
import dev.turnup.connectors.inventory.InventoryConnector.RecordedService;
import dev.turnup.connectors.inventory.InventoryConnector.RetireService;
import dev.turnup.connectors.inventory.InventoryConnector.SoldAs;
import dev.turnup.connectors.inventory.InventoryConnector.Taken;
import dev.turnup.engine.activation.ServiceInventory;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Subject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
class ServiceInventoryGateway implements ServiceInventory {

  private final InventoryConnector connector;

  ServiceInventoryGateway(InventoryConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<Entry>> recordService(CallKey key, Recording request) {
    return Calls.outcome(
        connector.recordService(
            Calls.of(key, request.subject()),
            new RecordService(
                request.subject().site().map(ServiceInventoryGateway::place).orElse(Place.NONE),
                request.specification(),
                request.kind(),
                request.characteristics(),
                Stream.concat(Calls.ids(request.reliesOn()).stream(), request.uses().stream())
                    .toList(),
                request.reservation().orElse(""),
                request.activeSince(),
                request.networkReference().orElse(""),
                soldAs(request.product()),
                request.sharedWith())),
        ServiceInventoryGateway::entry);
  }

  @Override
  public CompletionStage<Outcome<Entry>> recordChange(CallKey key, Change request) {
    return Calls.outcome(
        connector.recordChange(
            Calls.of(key, request.subject()),
            new RecordChange(
                request.reference(),
                Calls.site(request.subject()),
                request.characteristics(),
                request.reservation().orElse(""),
                request.takes().map(takes -> new Taken(takes.resource(), takes.units())),
                soldAs(request.product()))),
        ServiceInventoryGateway::entry);
  }

  @Override
  public CompletionStage<Outcome<Entry>> retireService(CallKey key, Retirement request) {
    return Calls.outcome(
        connector.retireService(
            Calls.of(key, request.subject()),
            new RetireService(request.reference(), Calls.site(request.subject()), request.ended())),
        ServiceInventoryGateway::entry);
  }

  @Override
  public CompletionStage<Outcome<Optional<Entry>>> findRecording(CallKey key, Subject subject) {
    return Calls.found(
        connector.findRecord(Calls.of(key, subject)), ServiceInventoryGateway::entry);
  }

  @Override
  public CompletionStage<Outcome<Finding>> findService(CallKey key, Inquiry request) {
    return Calls.outcome(
        connector.findService(Calls.of(key, request.subject())),
        found -> new Finding(found.map(ServiceInventoryGateway::entry)));
  }

  private static SoldAs soldAs(Product product) {
    return new SoldAs(
        product.id(),
        product.offering().orElse(""),
        product.customer(),
        product.account().orElse(""),
        product.characteristics());
  }

  private static Place place(Site site) {
    return new Place(site.id(), site.address(), site.postalCode());
  }

  private static Entry entry(RecordedService service) {
    return new Entry(service.serviceId(), service.state().equals("active"), service.since());
  }
}
