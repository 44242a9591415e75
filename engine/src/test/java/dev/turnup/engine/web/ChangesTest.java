package dev.turnup.engine.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Changing and deleting orders. */
class ChangesTest extends TurnupTest {

  private static final String ORDERS = "/tmf-api/productOrderingManagement/v4/productOrder";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  @Autowired private JdbcTemplate jdbc;
  @Autowired private FilterService filters;
  @Autowired private Clock clock;

  @Test
  void countsWhatCallersChange() {
    HttpResponse<String> posted = as("crm").post(ORDERS, waiting());
    String order = ORDERS + "/" + json(posted).path("id").asText();
    HttpResponse<String> changed = patch(order, "{\"priority\":\"0\",\"ours\":{\"x\":1.50}}");
    HttpResponse<String> merged =
        as("crm")
            .sendAs(
                MERGE_PATCH,
                "PATCH",
                order,
                "{\"priority\":null,\"notificationContact\":\"eve@example.org\"}");
    HttpResponse<String> again = patch(order, "{\"notificationContact\":\"eve@example.org\"}");
    HttpResponse<String> nothing = patch(order, "{}");
    HttpResponse<String> read = as("crm").send("GET", order, "", "If-None-Match", "\"3\"");

    assertThat(Stream.of(posted, changed, merged, again, nothing, read).map(ChangesTest::tag))
        .containsExactly("\"1\"", "\"2\"", "\"3\"", "\"3\"", "\"3\"", "\"3\"");
    assertThat(read.statusCode()).as("the state may be another one").isEqualTo(200);
    assertThat(read.body()).contains("1.50", "eve@example.org").doesNotContain("priority");
    assertThat(rows("select customer_email from turnup.product_order where id = ?", read))
        .containsExactly("eve@example.org");
    assertThat(rows("select caller from turnup.product_order where id = ?", read))
        .containsExactly("crm");
    assertThat(
            rows(
                "select actor || ': ' || text from turnup.order_event"
                    + " where order_id = ? and kind = 'amended' order by sequence",
                read))
        .containsExactly(
            "crm: Order changed: other, priority",
            "crm: Order changed: notificationContact, priority");
  }

  @Test
  void keepsTheNotesOfOthersWhenTheSenderReplacesHisOwn() {
    String order = place(waiting());
    String id = order.substring(ORDERS.length() + 1);
    jdbc.update(
        "insert into turnup.note (id, order_id, author, at, text, told) values (?, ?, 'Turnup', now(), ?, true)",
        UUID.randomUUID(),
        id,
        "it is held");
    JsonNode shown = json(as("crm").get(order)).path("note");

    HttpResponse<String> same = patch(order, "{\"note\":" + shown + "}");
    HttpResponse<String> other =
        patch(order, "{\"note\":[{\"text\":\"ring once\"}," + shown.get(0) + "]}");
    HttpResponse<String> none = patch(order, "{\"note\":null}");

    assertThat(tag(same)).isEqualTo("\"1\"");
    assertThat(json(other).path("note").findValuesAsText("text"))
        .containsExactly("ring once", "it is held");
    assertThat(json(none).path("note").findValuesAsText("text")).containsExactly("it is held");
  }

  @Test
  void letsOneOfTwoWritersThroughWhoReadTheSame() throws Exception {
    String order = place(waiting());
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      for (int round = 1; round <= 5; round++) {
        String read = tag(as("crm").get(order));
        List<Callable<HttpResponse<String>>> both =
            Stream.of("a" + round, "b" + round)
                .<Callable<HttpResponse<String>>>map(
                    text -> () -> patch(order, "{\"description\":\"%s\"}".formatted(text), read))
                .toList();
        List<Integer> answers =
            writers.invokeAll(both).stream().map(ChangesTest::status).sorted().toList();

        assertThat(answers).containsExactly(200, 412);
        assertThat(tag(as("crm").get(order))).isEqualTo("\"" + (round + 1) + "\"");
      }
    } finally {
      writers.shutdown();
    }
  }

  @Test
  void takesWhatIfMatchMayBe() {
    String order = place(waiting());

    assertThat(patch(order, "{\"category\":\"a\"}", "*").statusCode()).isEqualTo(200);
    assertThat(patch(order, "{\"category\":\"b\"}", "\"1\", \"2\"").statusCode()).isEqualTo(200);
    for (String stale : List.of("\"2\"", "W/\"3\"", "3", "\"33\"", "\"x,\"", "")) {
      HttpResponse<String> answer = patch(order, "{\"category\":\"c\"}", stale);
      assertThat(answer.statusCode()).as(stale).isEqualTo(412);
      assertThat(json(answer).path("code").asText()).isEqualTo("changed-meanwhile");
      assertThat(json(answer).path("reason").asText()).contains("\"3\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json-patch+json", "application/xml"})
  void saysHowAnOrderIsPatched(String type) {
    HttpResponse<String> answer =
        as("crm").sendAs(type, "PATCH", ORDERS + "/PO-1", "{\"description\":\"x\"}");

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Accept-Patch").orElse(""))
        .contains("application/json", MERGE_PATCH);
    assertThat(json(answer).path("code").asText()).isNotBlank();
  }

  @Test
  void refusesWhatIsNoChangeOfAnOrder() {
    String order = place(waiting());
    String tooDeep = "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}";

    refused(order, "{\"state\":\"completed\"}", 400, "state is managed by the server");
    refused(order, "{\"a\":1,\"a\":2}", 400, "a is there twice");
    refused(order, "{\"a\":\"\\u0000\"}", 400, "a contains the character NUL");
    refused(order, "[]", 400, "the body is not a JSON object");
    refused(order, tooDeep, 400, "a[0]");
    refused(order, "{\"note\":[{\"text\":1}]}", 400, "note[0].text is not a string");
    refused(order, "{\"productOrderItem\":[]}", 409, "productOrderItem differs");
    refused(ORDERS + "/PO-999999999", "{}", 404, "there is no order PO-999999999");
    refused(ORDERS + "/x", "{}", 404, "there is no order x");
    assertThat(as("crm").send("PATCH", order, "{}", "Content-Encoding", "gzip").statusCode())
        .isEqualTo(415);
    assertThat(patch(order, "{\"a\":\"" + "x".repeat(6_000_000) + "\"}").statusCode())
        .isEqualTo(413);
    assertThat(as("technician").send("PATCH", order, "{}").statusCode()).isEqualTo(403);
    assertThat(tag(as("crm").get(order))).isEqualTo("\"1\"");
  }

  @Test
  void deletesWhatHasEndedForGood() {
    String key = UUID.randomUUID().toString();
    String minimal =
        "{\"externalId\":\"%s\",\"relatedParty\":[{\"id\":\"c-1\",\"name\":\"Ann %s\","
                .formatted(key, key)
            + "\"@referredType\":\"Customer\"}],\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\"}]}";
    String order = place(minimal);
    String running = place(waiting());
    awaitEnd(order);

    refused(order, "{\"description\":\"late\"}", 409, "order " + numberOf(order) + " has ended");
    assertThat(as("crm").delete(order).statusCode()).isEqualTo(403);
    assertThat(as("orderdesk").delete(order).statusCode()).isEqualTo(403);
    assertThat(as("orderdesk").delete(ORDERS + "/PO-999999999").statusCode()).isEqualTo(403);
    assertThat(as("admin").delete(ORDERS).statusCode()).isEqualTo(405);
    assertThat(as("admin").delete(ORDERS + "/PO-999999999").statusCode()).isEqualTo(404);
    assertThat(json(as("admin").delete(running)).path("code").asText()).isEqualTo("order-runs");
    assertThat(as("admin").send("DELETE", order, "", "If-Match", "\"9\"").statusCode())
        .isEqualTo(412);
    assertThat(as("admin").send("DELETE", order, "", "If-Match", "\"1\"").statusCode())
        .isEqualTo(204);

    assertThat(as("admin").delete(order).statusCode()).isEqualTo(404);
    assertThat(as("admin").get(order).statusCode()).isEqualTo(404);
    HttpResponse<String> repeated = as("crm").post(ORDERS, minimal);
    assertThat(repeated.statusCode()).isEqualTo(409);
    assertThat(json(repeated).path("code").asText()).isEqualTo("order-deleted");
    assertThat(json(repeated).path("reason").asText()).contains(numberOf(order), "deleted");
    String id = numberOf(order);
    assertThat(
            jdbc.queryForList(
                "select kind from turnup.order_event where order_id = ? order by sequence desc limit 1",
                String.class,
                id))
        .containsExactly("deleted");
    assertThat(
            jdbc.queryForMap(
                "select state, customer_name, hidden_at is null as shown from turnup.product_order where id = ?",
                id))
        .containsEntry("state", "rejected")
        .containsEntry("customer_name", "erased")
        .containsEntry("shown", false);
    assertThat(
            jdbc.queryForList(
                "select document::text from turnup.order_document where order_id = ?",
                String.class,
                id))
        .allMatch(document -> !document.contains("Ann"));
  }

  @Test
  void putsAnOrderAheadWhosePriorityIsRaised() {
    String first = place(incomplete("standard"));
    String second = place(incomplete("standard"));
    String critical = place(incomplete("critical"));
    Stream.of(first, second, critical).forEach(this::awaitPending);

    patch(second, "{\"priority\":\"0\"}");
    List<String> ahead = deskOf(first, second, critical);
    patch(first, "{" + customer("critical") + ",\"priority\":\"1\"}");

    assertThat(ahead).containsExactly(critical, second, first);
    assertThat(deskOf(first, second, critical)).containsExactly(first, critical, second);
    assertThat(
            jdbc.queryForList(
                """
                    select distinct v.long_ - t.priority_
                      from act_ru_execution i
                      join act_ru_variable v
                        on v.proc_inst_id_ = i.id_
                       and v.name_ = 'orderPriority'
                cross join act_ru_task t
                      join act_ru_execution p
                        on p.id_ = t.proc_inst_id_
                       and p.business_key_ = ?
                     where i.business_key_ = ?
                """,
                Long.class,
                numberOf(first),
                numberOf(first)))
        .as("the same in every instance and task")
        .containsExactly(0L);
  }

  /** These orders as the order desk's list in Tasklist shows them. */
  private List<String> deskOf(String... orders) {
    String desk = filters.createTaskFilterQuery().filterName("Order desk").singleResult().getId();
    List<Task> tasks = filters.list(desk);
    return tasks.stream()
        .map(
            task ->
                jdbc.queryForObject(
                    "select business_key_ from act_ru_execution where id_ = ?",
                    String.class,
                    task.getProcessInstanceId()))
        .flatMap(number -> Stream.of(orders).filter(href -> numberOf(href).equals(number)))
        .toList();
  }

  /** Somebody has to say where it is wanted. */
  private static String incomplete(String tier) {
    return """
        {%s,
         "productOrderItem":[{"id":"1","action":"add","productOffering":{"id":"internet-100"}}]}"""
        .formatted(customer(tier));
  }

  private static String customer(String tier) {
    return """
        "relatedParty":[{"id":"c-1","role":"customer","tier":"%s","@referredType":"Customer"}]"""
        .formatted(tier);
  }

  private void awaitPending(String order) {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(json(as("crm").get(order)).path("state").asText()).isEqualTo("pending"));
  }

  @Test
  void takesNamesOfAnyLength() {
    String name =
        new Random(7).ints(9_000, 'a', 'z').mapToObj(Character::toString).collect(joining());
    String party =
        "\"relatedParty\":[{\"id\":\"c-1\",\"name\":\"%s\",\"tier\":\"%s\",\"@referredType\":\"Customer\"}]"
            .formatted(name, name);
    String order = place(waiting());
    String unknownPlace =
        "{%s,\"productOrderItem\":[{\"id\":\"1\",\"action\":\"add\",\"productOffering\":{\"id\":\"internet-100\"},\"product\":{\"place\":[{\"id\":\"s\",\"role\":\"installationSite\",\"streetName\":\"%s\",\"postcode\":\"%s\"}]}}]}"
            .formatted(party, name, name);

    HttpResponse<String> patched = patch(order, "{" + party + "}");
    HttpResponse<String> posted = as("crm").post(ORDERS, unknownPlace);

    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(json(patched).at("/relatedParty/0/name").asText()).isEqualTo(name);
    assertThat(posted.statusCode()).isEqualTo(201);
    awaitPending(json(posted).path("href").asText());
  }

  private void awaitEnd(String order) {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(json(as("crm").get(order)).path("state").asText())
                    .isEqualTo("rejected"));
  }

  private void refused(String order, String patch, int status, String reason) {
    HttpResponse<String> answer = patch(order, patch);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).path("reason").asText()).startsWith(reason);
  }

  /** A mobile line that nobody wants for a month. */
  private String waiting() {
    return """
        {"requestedStartDate":"%s",
         "relatedParty":[{"id":"c-1","name":"Eve","role":"customer","@referredType":"Customer"}],
         "productOrderItem":[{"id":"1","action":"add","productOffering":{"id":"mobile-line"}}]}"""
        .formatted(clock.instant().plus(Duration.ofDays(30)));
  }

  private String place(String order) {
    HttpResponse<String> answer = as("crm").post(ORDERS, order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("href").asText();
  }

  private static String numberOf(String href) {
    return href.substring(href.lastIndexOf('/') + 1);
  }

  private HttpResponse<String> patch(String order, String patch) {
    return as("crm").send("PATCH", order, patch);
  }

  private HttpResponse<String> patch(String order, String patch, String ifMatch) {
    return as("crm").send("PATCH", order, patch, "If-Match", ifMatch);
  }

  private List<String> rows(String sql, HttpResponse<String> order) {
    return jdbc.queryForList(sql, String.class, json(order).path("id").asText());
  }

  private static String tag(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.headers().firstValue("ETag").orElse("none");
  }

  private static int status(Future<HttpResponse<String>> answer) {
    try {
      return answer.get().statusCode();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }
}
