package dev.turnup.engine.gateway;

import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.inventory.InventoryConnector.FindProducts;
import dev.turnup.connectors.inventory.InventoryConnector.Product;
import dev.turnup.connectors.inventory.InventoryConnector.ProductService;
import dev.turnup.engine.decomposition.InstalledBase;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class InstalledBaseGateway implements InstalledBase {

  private final InventoryConnector connector;

  InstalledBaseGateway(InventoryConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<Found>> findProducts(CallKey key, Search request) {
    return Calls.outcome(
        connector.findProducts(
            Calls.of(key, request.subject()),
            new FindProducts(
                request.products(), request.customer(), request.sites(), request.accounts())),
        found -> new Found(found.stream().map(InstalledBaseGateway::product).toList()));
  }

  private static InstalledProduct product(Product product) {
    return new InstalledProduct(
        product.id(),
        product.status().equals("active"),
        said(product.customer()),
        said(product.account()),
        said(product.offering()),
        said(product.place().id())
            .map(id -> new Site(id, product.place().address(), product.place().postalCode())),
        product.characteristics(),
        product.services().stream().map(InstalledBaseGateway::service).toList());
  }

  private static InstalledService service(ProductService service) {
    return new InstalledService(
        service.serviceId(),
        said(service.specification()),
        said(service.networkId()),
        said(service.site()),
        service.characteristics(),
        service.since(),
        service.sharedWith());
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
