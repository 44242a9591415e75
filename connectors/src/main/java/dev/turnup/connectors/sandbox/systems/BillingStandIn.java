package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AnyOperation;
import dev.turnup.connectors.sandbox.standin.AskByKey;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.EffectRow;
import dev.turnup.connectors.sandbox.standin.Involved;
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

/**
 * Bills products (TMF637), on one account a customer, charges what is paid once (TMF678), and knows
 * who pays.
 */
public final class BillingStandIn implements StandIn {

  private static final String PRODUCTS = "/tmf-api/productInventory/v4/product";

  private static final String CHARGES =
      "/tmf-api/customerBillManagement/v4/appliedCustomerBillingRate";

  private static final String TERMINATED = "terminated";

  private static final String CHARGE_VISIT = "charge-visit";

  private final JdbcClient jdbc;
  private final AnyOperation anyOperation;
  private final List<Operation> operations;

  public BillingStandIn(JdbcClient jdbc, AskByKey askByKey, AnyOperation anyOperation) {
    this.jdbc = jdbc;
    this.anyOperation = anyOperation;
    this.operations =
        List.of(
            askByKey.of(this, PRODUCTS),
            askByKey.of(this, CHARGES),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post("stop-billing", PRODUCTS, Work.effect(this::stop))
                .when(call -> TERMINATED.equals(call.body().path("status").asText())),
            Operation.post("start-billing", PRODUCTS, Work.effect(this::start)),
            Operation.post(CHARGE_VISIT, CHARGES, Work.effect(this::charge)),
            Operation.get("confirm-billing", PRODUCTS, Work.question(this::confirm))
                .when(call -> call.query().containsKey("relatedEntity.id")),
            Operation.post("check-credit", "/creditChecks", Work.question(this::checkCredit)),
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
    ObjectNode product =
        insert(
            accountOf(customer.get(), mode.get()),
            call.involved().component(),
            call.involved().order(),
            Involved.role(body, "product"),
            body);
    return new Done(Reply.created(product), product.path("id").asText(), effective);
  }

  private ObjectNode insert(
      Account account,
      Optional<String> component,
      Optional<String> order,
      Optional<String> soldAs,
      JsonNode asked) {
    String id = "BILL-" + ResourceNumbers.next(jdbc);
    ObjectNode product = Json.copy(asked).put("id", id).put("status", "active");
    product
        .putObject("billingAccount")
        .put("id", account.id())
        .put("paymentMode", account.paymentMode());
    jdbc.sql(
            """
            insert into sandbox.product (id, account, component, order_id, sold_as, document)
            values (:id, :account, :component, :order, :soldAs, cast(:document as jsonb))
            """)
        .param("id", id)
        .param("account", account.id())
        .param("component", component.orElse(null))
        .param("order", order.orElse(null))
        .param("soldAs", soldAs.orElse(null))
        .param("document", Json.write(product))
        .update();
    return product;
  }

  /** Bills a product that it was never asked to bill. */
  public void install(String customer, String soldAs, ObjectNode product) {
    insert(
        accountOf(customer, "postpaid"),
        Optional.empty(),
        Optional.empty(),
        Optional.of(soldAs),
        product);
  }

  private Performed stop(Call call) {
    Optional<String> end =
        Json.text(call.body(), "/terminationDate").filter(text -> Days.day(text).isPresent());
    Optional<String> soldAs = Involved.role(call.body(), "product");
    if (end.isEmpty() || soldAs.isEmpty()) {
      return new NotDone(
          Reply.problem(
              400,
              "incomplete-end",
              "terminationDate (a day) and a relatedEntity with role product are needed"));
    }
    Optional<JsonNode> ended =
        soldAs(soldAs.get()).stream().map(bill -> ended(bill, end.get())).reduce((a, b) -> b);
    return ended
        .<Performed>map(bill -> new Done(Reply.ok(bill), bill.path("id").asText(), end))
        .orElseGet(
            () ->
                new NotDone(
                    Reply.problem(
                        404, "unknown-product", "nothing is billed for " + soldAs.get())));
  }

  private List<JsonNode> soldAs(String product) {
    return jdbc.sql(
            """
              select document
                from sandbox.product
               where sold_as = :product
            order by length(id),
                     id
                 for update
            """)
        .param("product", product)
        .query((row, number) -> Json.reread(row.getString("document")))
        .list();
  }

  /** What is over already stays as it is. */
  private JsonNode ended(JsonNode bill, String end) {
    if (bill.path("status").asText().equals(TERMINATED)) {
      return bill;
    }
    ObjectNode ended = Json.copy(bill).put("status", TERMINATED).put("terminationDate", end);
    jdbc.sql("update sandbox.product set document = cast(:document as jsonb) where id = :id")
        .param("document", Json.write(ended))
        .param("id", ended.path("id").asText())
        .update();
    return ended;
  }

  private Performed charge(Call call) {
    JsonNode body = call.body();
    Optional<String> day = Json.text(body, "/date").filter(text -> Days.day(text).isPresent());
    Optional<String> customer = customer(body);
    if (Json.text(body, "/name").isEmpty() || day.isEmpty() || customer.isEmpty()) {
      return new NotDone(
          Reply.problem(
              400,
              "incomplete-charge",
              "name, date (a day) and a relatedParty with role customer are needed"));
    }
    String id = "CHARGE-" + ResourceNumbers.next(jdbc);
    ObjectNode charge = Json.copy(body).put("id", id);
    charge.putObject("billingAccount").put("id", accountOf(customer.get(), "postpaid").id());
    jdbc.sql("insert into sandbox.charge (id, document) values (:id, cast(:document as jsonb))")
        .param("id", id)
        .param("document", Json.write(charge))
        .update();
    return new Done(Reply.created(charge), id, day);
  }

  private Reply checkCredit(Call call) {
    Optional<String> customer = customer(call.body());
    if (customer.isEmpty()) {
      return Reply.problem(400, "missing-customer", "a relatedParty with role customer is needed");
    }
    ObjectNode check =
        Json.object()
            .put("id", "CREDIT-" + ResourceNumbers.next(jdbc))
            .put("state", "done")
            .put("result", "approved");
    refusal(customer.get())
        .ifPresent(reason -> check.put("result", "refused").set("reason", reason));
    return Reply.created(check);
  }

  private Optional<ObjectNode> refusal(String customer) {
    return jdbc.sql("select code, reason from sandbox.credit where customer = :customer")
        .param("customer", customer)
        .query(
            (row, number) ->
                Json.object()
                    .put("code", row.getString("code"))
                    .put("label", row.getString("reason")))
        .optional();
  }

  /** The customer is refused from now on. */
  public void refuse(String customer, String code, String reason) {
    jdbc.sql(
            """
            insert into sandbox.credit (customer, code, reason)
            values (:customer, :code, :reason)
                on conflict on constraint pk_credit
                do update set code = excluded.code,
                              reason = excluded.reason
            """)
        .param("customer", customer)
        .param("code", code)
        .param("reason", reason)
        .update();
  }

  /** The customer is as good as any other. */
  public void approve(String customer) {
    jdbc.sql("delete from sandbox.credit where customer = :customer")
        .param("customer", customer)
        .update();
  }

  /** Whom it refuses; for people. */
  public List<ObjectNode> refused() {
    return jdbc.sql(
            """
              select customer, code, reason
                from sandbox.credit
            order by customer
            """)
        .query(
            (row, number) ->
                Json.object()
                    .put("customer", row.getString("customer"))
                    .put("refused", true)
                    .put("code", row.getString("code"))
                    .put("reason", row.getString("reason")))
        .list();
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
    String table = effect.operation().equals(CHARGE_VISIT) ? "charge" : "product";
    return effect
        .resource()
        .flatMap(
            id ->
                jdbc.sql("select document from sandbox." + table + " where id = :id")
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
