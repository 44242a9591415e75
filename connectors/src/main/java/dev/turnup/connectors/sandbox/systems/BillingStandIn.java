package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AnyOperation;
import dev.turnup.connectors.sandbox.standin.AskByKey;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.EffectRow;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Operation;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.standin.ResourceNumbers;
import dev.turnup.connectors.sandbox.standin.StandIn;
import dev.turnup.connectors.sandbox.standin.Work;
import dev.turnup.connectors.sandbox.standin.Work.Done;
import dev.turnup.connectors.sandbox.standin.Work.NotDone;
import dev.turnup.connectors.sandbox.standin.Work.Performed;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bills products (TMF637), on one account a customer. */
public final class BillingStandIn implements StandIn {

  private static final String PRODUCTS = "/tmf-api/productInventory/v4/product";

  private final JdbcClient jdbc;
  private final AnyOperation anyOperation;
  private final List<Operation> operations;

  public BillingStandIn(JdbcClient jdbc, AskByKey askByKey, AnyOperation anyOperation) {
    this.jdbc = jdbc;
    this.anyOperation = anyOperation;
    this.operations =
        List.of(
            askByKey.of(this, PRODUCTS),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post("start-billing", PRODUCTS, Work.effect(this::start)),
            Operation.get("confirm-billing", PRODUCTS, Work.question(this::confirm))
                .when(call -> call.query().containsKey("relatedEntity.id")),
            anyOperation.operation());
  }

  @Override
  public OutsideSystem system() {
    return OutsideSystem.BILLING;
  }

  @Override
  public List<Operation> operations() {
    return operations;
  }

  private Performed start(Call call) {
    JsonNode body = call.body();
    Optional<String> effective =
        Json.text(body, "/startDate").filter(text -> Days.day(text).isPresent());
    Optional<String> customer = customer(body);
    Optional<String> mode =
        Json.text(body, "/billingAccount/paymentMode")
            .filter(List.of("prepaid", "postpaid")::contains);
    if (effective.isEmpty() || customer.isEmpty() || mode.isEmpty()) {
      return new NotDone(
          Reply.problem(
              400,
              "incomplete-product",
              "startDate (a day), billingAccount.paymentMode (prepaid or postpaid) and a"
                  + " relatedParty with role customer are needed"));
    }
    Account account = accountOf(customer.get(), mode.get());
    String id = "BILL-" + ResourceNumbers.next(jdbc);
    ObjectNode product = Json.copy(body).put("id", id).put("status", "active");
    product
        .putObject("billingAccount")
        .put("id", account.id())
        .put("paymentMode", account.paymentMode());
    jdbc.sql(
            """
            insert into sandbox.product (id, account, component, order_id, document)
            values (:id, :account, :component, :order, cast(:document as jsonb))
            """)
        .param("id", id)
        .param("account", account.id())
        .param("component", call.involved().component().orElse(null))
        .param("order", call.involved().order().orElse(null))
        .param("document", Json.write(product))
        .update();
    return new Done(Reply.created(product), id, effective);
  }

  private static Optional<String> customer(JsonNode body) {
    for (JsonNode party : body.path("relatedParty")) {
      if ("customer".equals(party.path("role").asText())) {
        return Json.text(party, "/id");
      }
    }
    return Optional.empty();
  }

  private record Account(String id, String paymentMode) {}

  private Account accountOf(String customer, String paymentMode) {
    return jdbc.sql(
            """
               insert into sandbox.account (id, customer, payment_mode)
               values (:id, :customer, :paymentMode)
                   on conflict on constraint uq_account_customer
                   do update set customer = excluded.customer
            returning id, payment_mode
            """)
        .param("id", "ACC-" + ResourceNumbers.next(jdbc))
        .param("customer", customer)
        .param("paymentMode", paymentMode)
        .query((row, number) -> new Account(row.getString("id"), row.getString("payment_mode")))
        .single();
  }

  private Reply confirm(Call call) {
    ArrayNode found = Json.array();
    jdbc.sql(
            """
              select document
                from sandbox.product
               where component = :component
            order by id
            """)
        .param("component", call.query().get("relatedEntity.id"))
        .query((row, number) -> Json.reread(row.getString("document")))
        .list()
        .forEach(found::add);
    return Reply.ok(found);
  }

  @Override
  public Optional<JsonNode> resource(EffectRow effect) {
    if (effect.operation().equals("perform-operation")) {
      return Optional.of(anyOperation.resource(effect));
    }
    return effect
        .resource()
        .flatMap(
            id ->
                jdbc.sql("select document from sandbox.product where id = :id")
                    .param("id", id)
                    .query((row, number) -> Json.reread(row.getString("document")))
                    .optional());
  }

  /** Everything billed, of one order or of all; for people. */
  public List<JsonNode> products(Optional<String> order) {
    return jdbc.sql(
            """
              select document
                from sandbox.product
               where cast(:order as text) is null
                  or order_id = :order
            order by id
            """)
        .param("order", order.orElse(null))
        .query((row, number) -> Json.reread(row.getString("document")))
        .list();
  }

  /** The customers' accounts; for people. */
  public List<ObjectNode> accounts() {
    return jdbc.sql(
            """
              select id, customer, payment_mode
                from sandbox.account
            order by id
            """)
        .query(
            (row, number) ->
                Json.object()
                    .put("id", row.getString("id"))
                    .put("customer", row.getString("customer"))
                    .put("paymentMode", row.getString("payment_mode")))
        .list();
  }
}
