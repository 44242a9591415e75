package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.systems.BillingStandIn;
import dev.turnup.connectors.sandbox.systems.Capacity;
import dev.turnup.connectors.sandbox.systems.InventoryStandIn;
import dev.turnup.connectors.sandbox.systems.NetworkStandIn;
import dev.turnup.connectors.sandbox.systems.Products;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** What customers have already, and whether they pay. */
final class CustomerControl implements Control {

  private final TransactionTemplate transaction;
  private final Clock clock;
  private final NetworkStandIn network;
  private final InventoryStandIn inventory;
  private final Products products;
  private final BillingStandIn billing;

  CustomerControl(
      TransactionTemplate transaction,
      Clock clock,
      NetworkStandIn network,
      InventoryStandIn inventory,
      Products products,
      BillingStandIn billing) {
    this.transaction = transaction;
    this.clock = clock;
    this.network = network;
    this.inventory = inventory;
    this.products = products;
    this.billing = billing;
  }

  @Override
  public List<Entry> entries() {
    return List.of(
        Control.put(
            "/sandbox/inventory/products",
            "{id, customer, account, offering, site, address, postcode, characteristics: {…}, services: [{name,"
                + " characteristics: {…}}]}: what a customer has already, switched on, recorded and"
                + " billed",
            this::install),
        Control.get(
            "/sandbox/inventory/products",
            "?customer=…: what customers have, or had",
            request -> list(products.all(request.parameter("customer")))),
        Control.put(
            "/sandbox/billing/credit",
            "{customer, refused, code, reason}: whether the customer may order; everybody else may",
            this::setCredit),
        Control.get(
            "/sandbox/billing/credit", "who may not order", request -> list(billing.refused())));
  }

  private static Reply list(List<? extends JsonNode> nodes) {
    return Reply.ok(Json.array().addAll(List.copyOf(nodes)));
  }

  /** As if it had been delivered: the network has it on, it is recorded, and it is billed. */
  private Reply install(ControlRequest request) throws ControlRefusal {
    request.only(
        "id",
        "customer",
        "account",
        "offering",
        "site",
        "address",
        "postcode",
        "characteristics",
        "services");
    String id = request.text("id");
    String customer = request.text("customer");
    String offering = request.text("offering");
    List<InstalledService> services = installedServices(request);
    ObjectNode product = Json.object().put("id", id).put("role", "product");
    product.putObject("productOffering").put("id", offering);
    product.putArray("relatedParty").addObject().put("id", customer).put("role", "customer");
    product.set("productCharacteristic", characteristics(request.body()));
    ArrayNode place = Json.array();
    request
        .optionalText("site")
        .ifPresent(site -> place.addObject().put("id", site).put("role", "installationSite"));
    request.optionalText("address").ifPresent(text -> withAddress(place, "name", text));
    request.optionalText("postcode").ifPresent(text -> withAddress(place, "postcode", text));
    product.set("place", place);
    request
        .optionalText("account")
        .ifPresent(account -> product.putObject("billingAccount").put("id", account));
    boolean isNew =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  if (products.find(id).isPresent()) {
                    return false;
                  }
                  services.forEach(service -> install(service, product));
                  billing.install(customer, id, billed(product, offering));
                  return true;
                }));
    if (!isNew) {
      throw ControlRefusal.conflict("product-is-there", "there is a product %s".formatted(id));
    }
    return Reply.ok(products.find(id).orElseThrow());
  }

  private static void withAddress(ArrayNode place, String attribute, String text) {
    place.forEach(each -> ((ObjectNode) each).put(attribute, text));
  }

  private record InstalledService(String name, ArrayNode characteristics) {}

  private static List<InstalledService> installedServices(ControlRequest request)
      throws ControlRefusal {
    List<InstalledService> services = new ArrayList<>();
    for (JsonNode service : request.body().path("services")) {
      String name =
          Json.text(service, "/name")
              .orElseThrow(() -> ControlRefusal.invalid("a service needs a name"));
      services.add(new InstalledService(name, characteristics(service)));
    }
    if (services.isEmpty()) {
      throw ControlRefusal.invalid(
          "attribute services must name what the product is made of: [{\"name\": \"iptv\"}]");
    }
    return services;
  }

  private static ArrayNode characteristics(JsonNode of) {
    ArrayNode characteristics = Json.array();
    of.path("characteristics")
        .properties()
        .forEach(
            each ->
                characteristics
                    .addObject()
                    .put("name", each.getKey())
                    .set("value", each.getValue()));
    return characteristics;
  }

  private void install(InstalledService installed, ObjectNode product) {
    ObjectNode service =
        Json.object()
            .put("name", installed.name())
            .put("state", "active")
            .put("startDate", clock.instant().toString());
    service.putObject("serviceSpecification").put("id", installed.name());
    service.set("serviceCharacteristic", installed.characteristics());
    service.set("place", product.get("place"));
    service
        .putArray("relatedEntity")
        .addObject()
        .put("id", network.install(service))
        .put("role", "networkService")
        .put("@referredType", "Service");
    inventory.install(service, product);
  }

  private ObjectNode billed(ObjectNode product, String offering) {
    ObjectNode bill =
        Json.object()
            .put("name", offering)
            .put("startDate", Capacity.today(clock.instant()).toString());
    bill.set("productOffering", product.get("productOffering"));
    bill.set("relatedParty", product.get("relatedParty"));
    bill.set("place", product.get("place"));
    return bill;
  }

  private Reply setCredit(ControlRequest request) throws ControlRefusal {
    request.only("customer", "refused", "code", "reason");
    String customer = request.text("customer");
    boolean refused = request.truth("refused");
    String code = request.optionalText("code").orElse("credit-refused");
    String reason = request.optionalText("reason").orElse("no credit");
    transaction.executeWithoutResult(
        status -> {
          if (refused) {
            billing.refuse(customer, code, reason);
          } else {
            billing.approve(customer);
          }
        });
    return Reply.ok(Json.object().put("customer", customer).put("refused", refused));
  }
}
