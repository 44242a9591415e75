package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Json;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What customers have, as the inventory knows it: a product is what the services that were sold as
 * it make of it, and is over with the last of them.
 */
public final class Products {

  private static final List<String> OF_A_PRODUCT =
      List.of("productOffering", "billingAccount", "relatedParty", "place", "startDate");

  private static final List<String> OF_A_SERVICE =
      List.of(
          "id",
          "name",
          "state",
          "startDate",
          "endDate",
          "serviceSpecification",
          "place",
          "serviceCharacteristic");

  private final JdbcClient jdbc;

  public Products(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** {@code service} is (part of) {@code product}, which is as this says from now on. */
  void sold(JsonNode product, JsonNode service) {
    Optional<String> id = Json.text(product, "/id");
    if (id.isEmpty()) {
      return;
    }
    ObjectNode document = Json.object().put("id", id.get());
    copy(service, document, List.of("place", "startDate"));
    own(id.get()).ifPresent(known -> document.setAll(known));
    copy(product, document, OF_A_PRODUCT);
    Json.merge(document, "productCharacteristic", product.path("productCharacteristic"));
    jdbc.sql(
            """
            insert into sandbox.inventory_product (id, document)
            values (:id, cast(:document as jsonb))
                on conflict on constraint pk_inventory_product
                do update set document = excluded.document
            """)
        .param("id", id.get())
        .param("document", Json.write(document))
        .update();
    uses(id.get(), service.path("id").asText());
  }

  /** A service that is there is (part of) a product that is there. */
  void uses(String product, String service) {
    jdbc.sql(
            """
            insert into sandbox.product_service (product, service)
            values (:product, :service)
                on conflict do nothing
            """)
        .param("product", product)
        .param("service", service)
        .update();
  }

  private static void copy(JsonNode from, ObjectNode to, List<String> attributes) {
    attributes.stream()
        .filter(from::hasNonNull)
        .forEach(attribute -> to.set(attribute, from.get(attribute)));
  }

  private Optional<ObjectNode> own(String id) {
    return jdbc.sql("select document from sandbox.inventory_product where id = :id for update")
        .param("id", id)
        .query((row, number) -> Json.copy(Json.reread(row.getString("document"))))
        .optional();
  }

  /** The product and the services that it is made of. */
  public Optional<ObjectNode> find(String id) {
    return own(id).map(this::whole);
  }

  /** What a customer has, or had, at one of these sites or on one of these accounts. */
  List<ObjectNode> had(String customer, List<String> sites, List<String> accounts) {
    return jdbc
        .sql(
            """
              select p.document
                from sandbox.inventory_product p
               where exists (
                     select 1
                       from jsonb_array_elements(p.document -> 'relatedParty') party
                      where party ->> 'id' = :customer)
                 and (p.document -> 'billingAccount' ->> 'id' = any (:accounts)
                      or exists (
                         select 1
                           from jsonb_array_elements(p.document -> 'place') place
                          where place ->> 'id' = any (:sites)))
            order by p.id
            """)
        .param("customer", customer)
        .param("sites", sites.toArray(String[]::new))
        .param("accounts", accounts.toArray(String[]::new))
        .query((row, number) -> Json.copy(Json.reread(row.getString("document"))))
        .list()
        .stream()
        .map(this::whole)
        .toList();
  }

  /** All of a customer, or of everybody; for people. */
  public List<ObjectNode> all(Optional<String> customer) {
    return jdbc
        .sql(
            """
              select document
                from sandbox.inventory_product
            order by id
            """)
        .query((row, number) -> Json.copy(Json.reread(row.getString("document"))))
        .list()
        .stream()
        .filter(
            product ->
                customer.isEmpty() || customer.equals(Json.text(product, "/relatedParty/0/id")))
        .map(this::whole)
        .toList();
  }

  /** The products that use a service: those that have one for the customer that is there. */
  private List<String> using(String service) {
    return jdbc.sql(
            """
              select p.product
                from sandbox.product_service p
               where p.service = :service
                 and exists (
                     select 1
                       from sandbox.product_service o
                       join sandbox.inventory_service s
                         on s.id = o.service
                      where o.product = p.product
                        and s.document ->> 'serviceType' = 'CFS'
                        and s.document ->> 'state' <> 'terminated')
            order by p.product
            """)
        .param("service", service)
        .query(String.class)
        .list();
  }

  private ObjectNode whole(ObjectNode product) {
    ArrayNode services = Json.array();
    jdbc.sql(
            """
              select s.document
                from sandbox.inventory_service s
                join sandbox.product_service p
                  on p.service = s.id
               where p.product = :product
            order by s.id
            """)
        .param("product", product.path("id").asText())
        .query((row, number) -> Json.reread(row.getString("document")))
        .list()
        .forEach(
            service -> {
              ObjectNode told = services.addObject();
              copy(service, told, OF_A_SERVICE);
              ArrayNode related = told.putArray("relatedEntity");
              service
                  .path("relatedEntity")
                  .forEach(
                      each -> {
                        if (!"product".equals(each.path("role").asText())) {
                          related.add(each);
                        }
                      });
              using(service.path("id").asText())
                  .forEach(id -> related.addObject().put("id", id).put("role", "product"));
            });
    boolean over = true;
    for (JsonNode service : services) {
      over &= "terminated".equals(service.path("state").asText());
    }
    product.put("status", over ? "terminated" : "active");
    product.set("realizingService", services);
    return product;
  }
}
