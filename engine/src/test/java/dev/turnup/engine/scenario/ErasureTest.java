package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A customer whose order is finished wants to be forgotten. */
class ErasureTest extends Scenario {

  private static final String EXAMPLE = "CUST-1002";
  private static final String NAME = "Wilhelmina Vergissmich";
  private static final String MAIL = "wilhelmina@vergissmich.example";
  private static final String ACTIVATE = "network.activate-service";
  private static final String STREET = "Klabautergasse";
  private static final List<String> PERSONAL =
      List.of("Wilhelmina", "vergissmich", STREET, "FORGET-CRM");

  @Autowired private JdbcTemplate jdbc;

  @Test
  void leavesNothingOfThePersonAndTheOrderCanStillBeRead() throws IOException {
    String customer = "CUST-" + UUID.randomUUID();
    String order = finishedOrderOf(customer);
    String other = fallsOutAlike();
    assertThat(timelinePage(order))
        .contains("no postal code, says Wilhelmina", "dog of " + NAME, "locks the dog up");
    assertThat(holding("order_event")).isEmpty();
    assertThat(holding("%"))
        .contains(
            "turnup.product_order.customer_name",
            "turnup.order_document.document",
            "turnup.order_event_remark.remark",
            "turnup.note.text",
            "public.act_hi_comment.message_",
            "public.act_hi_incident.incident_msg_");

    for (String statement : statementsOfReadme()) {
      jdbc.execute(statement.replace(EXAMPLE, customer));
    }

    assertThat(holding("%")).as("nor in what others learnt, as order %s", other).isEmpty();
    assertThat(count("select count(*) from turnup.product_order where customer_id = ?", customer))
        .isZero();
    JsonNode shown = order(order);
    assertThat(shown.path("state").asText()).isEqualTo("completed");
    assertThat(shown.toString()).doesNotContainIgnoringCase("wilhelmina");
    assertThat(as("crm").get(ORDERS + "?limit=1000").statusCode()).isEqualTo(200);
    assertThat(as("crm").get(ORDERS + "?state=completed").statusCode()).isEqualTo(200);
    assertThat(as("operator").get("/orders?find=" + order).statusCode()).isLessThan(400);
    assertThat(timelinePage(order)).contains("completed", "in vain, installation not feasible");
  }

  /** Which has been through the hands of people, who wrote down what they heard. */
  private String finishedOrderOf(String customer) {
    ObjectNode sample = sample("internet");
    sample.put("externalId", "FORGET-CRM-" + UUID.randomUUID());
    sample.put("notificationContact", MAIL);
    ((ObjectNode) sample.path("relatedParty").get(0)).put("id", customer).put("name", NAME);
    ((ObjectNode) sample.findValue("place").get(0))
        .put("streetName", STREET)
        .put("postcode", "99999");
    String order = Texts.json(as("crm").post(ORDERS, sample.toString()).body()).path("id").asText();
    complete(
        "orderdesk",
        awaitTask("orderdesk", order, "Task_RepairOrder"),
        Map.of(
            "repairDecision", "correct",
            "changedAttribute", "postalCode",
            "changedValue", "20457",
            "repairReason", "no postal code, says Wilhelmina"));
    JsonNode visit = awaitTask("technician", order, "Task_InstallOnSite");
    walkTo(due(visit).minusMinutes(10));
    complete(
        "technician",
        awaitTask("technician", order, "Task_InstallOnSite"),
        Map.of("visitOutcome", "notFeasible", "visitRemark", "the dog of " + NAME + " barked"));
    JsonNode fallout = awaitTask("fallout", order, "Task_ResolveFallout");
    HttpResponse<String> beside =
        as("supervisor")
            .post(
                "/engine-rest/task/" + fallout.path("id").asText() + "/comment/create",
                "{\"message\": \"I know Wilhelmina\"}");
    assertThat(beside.statusCode()).as(beside.body()).isEqualTo(200);
    complete(
        "fallout",
        fallout,
        Map.of(
            "falloutDecision", "retry",
            "falloutReason", "Wilhelmina locks the dog up",
            "orderNote", "ask for Wilhelmina"));
    sandbox.walk(RETRY_UNDO_TIME);
    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"internet-access\"");
    endVisit(order, "done");
    JsonNode refused = awaitTask("fallout", order, "Task_ResolveFallout");
    sandbox.clearFaults();
    complete(
        "fallout",
        refused,
        Map.of(
            "falloutDecision", "changeAndRetry",
            "falloutCause", "Wilhelmina was wrong",
            "falloutReason", "Wilhelmina wants less",
            "changedAttribute", "speed",
            "changedValue", "173"));
    sandbox.walk(Duration.ofMinutes(5));
    awaitState(order, "completed");
    eventually(
        () ->
            count(
                "select count(*) from turnup.notice where order_id = ? and next_try_at is not null",
                order),
        0);
    return order;
  }

  /** The order of somebody else, whose desk is shown what helped before. */
  private String fallsOutAlike() {
    sandbox.fault("network", ACTIVATE, "reject", ", \"component\": \"mobile-line\"");
    String order = place(sample("mobile-line"));
    JsonNode task = awaitTask("fallout", order, "Task_ResolveFallout");
    sandbox.clearFaults();
    assertThat(
            rows(
                """
                select v.text_
                  from act_ru_variable v
                  join act_ru_execution e on e.id_ = v.proc_inst_id_
                 where e.business_key_ = ?
                   and v.name_ = 'shownOptions'
                   and v.text_ like '%change and retry speed helped%'
                """,
                order))
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told).doesNotContain("173", "Wilhelmina"));
    retry(task, "");
    awaitState(order, "completed");
    return order;
  }

  private String timelinePage(String order) {
    return as("operator").get("/orders/" + order).body();
  }

  /** The columns of Turnup's and the engine's tables in which anything of the person is found. */
  private List<String> holding(String tables) {
    List<String> found = new ArrayList<>();
    jdbc.query(
        """
        select table_schema || '.' || table_name as table_name,
               column_name
          from information_schema.columns
         where table_schema not in ('pg_catalog', 'information_schema', 'sandbox')
           and table_name like ?
           and data_type in ('text', 'character varying', 'jsonb', 'ARRAY')
        """,
        row -> {
          String table = row.getString("table_name");
          String column = row.getString("column_name");
          for (String word : PERSONAL) {
            if (count(
                    "select count(*) from %s where %s::text ilike ?".formatted(table, column),
                    "%" + word + "%")
                > 0) {
              found.add(table + "." + column);
              return;
            }
          }
        },
        tables);
    return found;
  }

  /** What README.md says under <em>Erasing a person's data</em>. */
  private static List<String> statementsOfReadme() throws IOException {
    String section =
        Files.readString(Path.of("..", "README.md")).split("## Erasing a person's data", 2)[1];
    String sql = section.split("```sql\n", 2)[1].split("```", 2)[0];
    assertThat(sql).contains(EXAMPLE);
    return List.of(sql);
  }
}
