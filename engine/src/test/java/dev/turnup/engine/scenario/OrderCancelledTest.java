package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody wants an order not to be, at every stage of its life. */
class OrderCancelledTest extends Scenario {

  private static final String CANCELLATIONS =
      "/tmf-api/productOrderingManagement/v4/cancelProductOrder";

  @Test
  void undoesWhatWasDoneForAnOrderThatWaitsForItsVisit() {
    String order = place(sample("internet"));
    awaitTask("technician", order, "Task_InstallOnSite");

    JsonNode asked = cancel(order);
    assertThat(asked.path("state").asText()).isEqualTo("acknowledged");
    assertThat(asked.path("productOrder").path("id").asText()).isEqualTo(order);
    assertThat(asked.path("id").asText()).isNotEqualTo("null").isNotEmpty();
    assertThat(asked.has("effectiveCancellationDate")).isFalse();
    awaitState(order, "cancelled");

    JsonNode done = cancellation(asked);
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("effectiveCancellationDate").asText()).isNotEmpty();
    assertThat(done.path("cancellationReason").asText()).isEqualTo("moved away");
    assertThat(itemState(order, "1")).isEqualTo("cancelled");
    assertThat(tasks("technician", order, "Task_InstallOnSite")).isEmpty();
    assertThat(sandbox.visits(order))
        .extracting(visit -> visit.path("status").asText())
        .containsExactly("cancelled");
    assertThat(sandbox.effects("inventory", order, "inventory.release-reservation"))
        .flatExtracting(
            release ->
                rows(
                    "select specification from turnup.component where id = ?::uuid",
                    release.component()))
        .containsExactlyInAnyOrder("internet-access", "access-line");
    assertThat(happened(order))
        .containsSubsequence(
            "cancellation-requested",
            "cancellation-state-changed",
            "appointment-cancelled",
            "visit-cancelled",
            "capacity-released",
            "cancelled",
            "cancellation-state-changed");
    assertThat(movesOf(order))
        .endsWith("assessingCancellation", "pendingCancellation", "cancelled");
    isListedFor(order, asked);

    JsonNode late = cancel(order);
    assertThat(late.path("state").asText()).isEqualTo("terminatedWithError");
    assertThat(late.has("errorMessage")).as("nothing that v4 does not know").isFalse();
    assertThat(refusal(late)).isEqualTo("the order is cancelled already");
    isSelectedBy(order, asked, late);
    isPagedBy(order, asked, late);
  }

  private void isSelectedBy(String order, JsonNode done, JsonNode late) {
    String both = "?productOrder=" + order;
    String ofDone = cancellation(done).path("effectiveCancellationDate").asText();

    assertThat(ids(both)).containsExactly(id(late), id(done));
    assertThat(ids(both + "&cancellationReason=moved%20away")).hasSize(2);
    assertThat(ids(both + "&cancellationReason=stayed")).isEmpty();
    assertThat(ids(both + "&cancellationReason.regex=%5Emoved")).hasSize(2);
    assertThat(ids(both + "&effectiveCancellationDate=" + ofDone)).containsExactly(id(done));
    assertThat(ids(both + "&effectiveCancellationDate.gt=" + ofDone)).isEmpty();
    assertThat(ids(both + "&requestedCancellationDate.lt=2001-01-01")).hasSize(2);
    assertThat(ids("?href=" + late.path("href").asText())).containsExactly(id(late));
    for (String refused :
        List.of(
            "cancellationReason=x", "id.gt=x", "state.regex=(", both.substring(1) + "&sort=id")) {
      assertThat(as("crm").get(CANCELLATIONS + "?" + refused).statusCode())
          .as(refused)
          .isEqualTo(400);
    }
    assertThat(as("crm").get(CANCELLATIONS + both + "&cancellationReason.regex=%28").statusCode())
        .isEqualTo(400);
  }

  /** However many there are: each page says where the next one begins. */
  private void isPagedBy(String order, JsonNode older, JsonNode newer) {
    HttpResponse<String> first =
        as("crm").get(CANCELLATIONS + "?productOrder.id=" + order + "&limit=1");
    HttpResponse<String> second = as("crm").get(link(first, "next"));
    HttpResponse<String> back = as("crm").get(link(second, "prev"));

    assertThat(Texts.json(first.body()).findValuesAsText("state")).hasSize(1);
    assertThat(Texts.json(first.body()).get(0).path("id")).isEqualTo(newer.path("id"));
    assertThat(Texts.json(second.body()).get(0).path("id")).isEqualTo(older.path("id"));
    assertThat(Texts.json(back.body())).isEqualTo(Texts.json(first.body()));
    assertThat(link(second, "next")).isEmpty();
    assertThat(link(back, "prev")).isEmpty();
    assertThat(as("crm").get(CANCELLATIONS + "?cursor=-1").statusCode()).isEqualTo(400);
  }

  private static String link(HttpResponse<String> page, String relation) {
    Matcher link =
        Pattern.compile("<([^>]*)>; rel=\"" + relation + "\"")
            .matcher(page.headers().firstValue("Link").orElse(""));
    return link.find() ? link.group(1) : "";
  }

  private List<String> ids(String query) {
    HttpResponse<String> page = as("crm").get(CANCELLATIONS + query);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    Texts.json(page.body()).forEach(each -> ids.add(id(each)));
    return ids;
  }

  private static String id(JsonNode cancellation) {
    return cancellation.path("id").asText();
  }

  @Test
  void deniesWhatCanNoLongerBeUndoneAndLetsTheOrderGoOn() {
    ObjectNode sample = sample("triple-play-late-bandwidth");
    prefer(sample, "asAvailable");
    sandbox.setCapacity(
        siteOf(sample), "bandwidth", 10_000, sandbox.now().toLocalDate().plusDays(12));
    String order = place(sample);
    endVisit(order, "done");
    sandbox.settle();

    JsonNode asked = cancel(order);
    eventually(() -> cancellation(asked).path("state").asText(), "terminatedWithError");

    assertThat(refusal(asked))
        .contains("past the point of no return: access-line")
        .contains("switched on already: ");
    assertThat(order(order).findValuesAsText("text"))
        .anyMatch(note -> note.equals("Not cancelled: " + refusal(asked)));
    assertThat(movesOf(order)).endsWith("assessingCancellation", "inProgress");
    sandbox.walk(Period.ofDays(13));
    awaitState(order, "completed");
  }

  @Test
  void givesTwoWhoWantTheSameTheSameAnswerWhileTheOrderDeskRepairs() {
    ObjectNode sample = sample("internet");
    ((ObjectNode) sample.path("productOrderItem").get(0).path("product")).remove("place");
    String order = place(sample);
    awaitTask("orderdesk", order, "Task_RepairOrder");

    CompletableFuture<JsonNode> other = CompletableFuture.supplyAsync(() -> cancel(order));
    JsonNode asked = cancel(order);

    awaitState(order, "cancelled");
    for (JsonNode each : List.of(asked, other.join())) {
      eventually(
          () -> cancellation(each).path("state").asText().matches("done|terminated.*"), true);
    }
    assertThat(cancellation(asked).path("state").asText()).isEqualTo("done");
    assertThat(tasks("orderdesk", order, "Task_RepairOrder")).isEmpty();
    assertThat(entries(order, "cancelled")).hasSize(1);
  }

  @Test
  void cancelsWhatFellOutAndNeverBegan() {
    sandbox.fault("network", "network.activate-service", "reject");
    String order = place(sample("mobile-line"));
    awaitTask("fallout", order, "Task_ResolveFallout");

    cancel(order);

    awaitState(order, "cancelled");
    assertThat(tasks("fallout", order, "Task_ResolveFallout")).isEmpty();
    assertThat(
            count(
                "select count(*) from act_ru_incident i join act_hi_procinst p"
                    + " on p.id_ = i.proc_inst_id_ where p.business_key_ = ?",
                order))
        .isZero();
  }

  @Test
  void letsCallsUnderWayEndBeforeItDecides() {
    sandbox.fault("inventory", "inventory.reserve-capacity", "delay", ", \"delay\": \"PT3S\"");
    sandbox.fault("network", "network.activate-service", "delay", ", \"delay\": \"PT3S\"");
    String reserving = place(sample("internet"));
    String activating = place(sample("mobile-line"));
    eventually(() -> begun("inventory", "inventory.reserve-capacity", reserving), true);
    JsonNode stopped = cancel(reserving);
    awaitState(reserving, "assessingCancellation");
    eventually(() -> begun("network", "network.activate-service", activating), true);
    JsonNode tooLate = cancel(activating);

    awaitState(reserving, "cancelled");
    awaitState(activating, "completed");
    assertThat(cancellation(stopped).path("state").asText()).isEqualTo("done");
    assertThat(cancellation(tooLate).path("state").asText()).isEqualTo("terminatedWithError");
    assertThat(sandbox.effects("inventory", reserving, "inventory.release-reservation"))
        .isNotEmpty();
  }

  /** At whatever moment it comes, the order is either cancelled or goes on, and never both. */
  @Test
  void isNeverBothCancelledAndSwitchedOn() {
    pause("network.activate-service");
    String early = place(sample("mobile-line"));
    cancel(early);
    awaitState(early, "cancelled");
    resume("network.activate-service");
    List<String> orders = new ArrayList<>();
    List<JsonNode> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String order = place(sample("mobile-line"));
      orders.add(order);
      int moment = i;
      eventually(() -> timeline(order).size() >= 2 * moment, true);
      asked.add(cancel(order));
    }

    for (int i = 0; i < orders.size(); i++) {
      String order = orders.get(i);
      JsonNode each = asked.get(i);
      eventually(() -> state(order).matches("cancelled|completed"), true);
      eventually(
          () -> cancellation(each).path("state").asText(),
          state(order).equals("cancelled") ? "done" : "terminatedWithError");
    }
  }

  @Test
  void knowsNothingOfOrdersOfOthersAndNothingButTasks() {
    HttpResponse<String> placed = as("orderdesk").post(ORDERS, sample("internet").toString());
    String foreign = Texts.json(placed.body()).path("id").asText();

    assertThat(post("crm", foreign).statusCode()).isEqualTo(404);
    assertThat(post("crm", "PO-999999999").statusCode()).isEqualTo(404);
    assertThat(as("crm").post(CANCELLATIONS, "{}").statusCode()).isEqualTo(400);
    assertThat(as("crm").post(CANCELLATIONS, "{\"productOrder\": {}}").statusCode()).isEqualTo(400);
    HttpResponse<String> later =
        as("orderdesk")
            .post(
                CANCELLATIONS,
                "{\"productOrder\": {\"id\": \"%s\"}, \"requestedCancellationDate\": \"%s\"}"
                    .formatted(foreign, sandbox.now().plusHours(1)));
    assertThat(later.statusCode()).isEqualTo(400);
    assertThat(Texts.json(later.body()).path("reason").asText()).contains("in the future");
    assertThat(
            as("orderdesk")
                .post(
                    CANCELLATIONS,
                    "{\"productOrder\": {\"id\": \"%s\"}, \"x\": \"%s\"}"
                        .formatted(foreign, "x".repeat(64 * 1024)))
                .statusCode())
        .isEqualTo(413);
    JsonNode theirs = Texts.json(post("orderdesk", foreign).body());
    String path = theirs.path("href").asText();
    assertThat(as("crm").get(path).statusCode()).isEqualTo(404);
    assertThat(Texts.json(as("crm").get(CANCELLATIONS + "?productOrder.id=" + foreign).body()))
        .isEmpty();
    assertThat(as("crm").get(CANCELLATIONS + "/1").statusCode()).isEqualTo(404);
    assertThat(as("crm").get(CANCELLATIONS + "?colour=blue").statusCode()).isEqualTo(400);
    assertThat(as("crm").get(CANCELLATIONS + "?state=blue").statusCode()).isEqualTo(400);
    assertThat(as("orderdesk").delete(path).statusCode()).isEqualTo(405);
    assertThat(as("technician").post(CANCELLATIONS, "{}").statusCode()).isEqualTo(403);
    eventually(
        () -> rows("select state from turnup.product_order where id = ?", foreign),
        List.of("cancelled"));
  }

  private JsonNode cancel(String order) {
    HttpResponse<String> answer = post("crm", order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode asked = Texts.json(answer.body());
    assertThat(answer.headers().firstValue("Location")).contains(asked.path("href").asText());
    return asked;
  }

  private HttpResponse<String> post(String login, String order) {
    return as(login)
        .post(
            CANCELLATIONS,
            """
            {"id": null, "href": null, "effectiveCancellationDate": null,
             "productOrder": {"id": "%s", "@referredType": "ProductOrder"},
             "cancellationReason": "moved away", "requestedCancellationDate": "2000-01-01T00:00:00Z", "@type": "CancelProductOrder"}"""
                .formatted(order));
  }

  private JsonNode cancellation(JsonNode asked) {
    HttpResponse<String> answer = as("crm").get(asked.path("href").asText());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Texts.json(answer.body());
  }

  /** Told to who asks for it. */
  private String refusal(JsonNode asked) {
    HttpResponse<String> answer =
        as("crm").get(asked.path("href").asText() + "?fields=state,errorMessage");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Texts.json(answer.body()).at("/errorMessage/0/message").asText();
  }

  private void isListedFor(String order, JsonNode asked) {
    HttpResponse<String> answer =
        as("crm").get(CANCELLATIONS + "?productOrder.id=" + order + "&state=done&fields=state");
    assertThat(answer.headers().firstValue("X-Total-Count")).contains("1");
    JsonNode only = Texts.json(answer.body()).get(0);
    assertThat(only.path("id").asText()).isEqualTo(asked.path("id").asText());
    assertThat(only.size()).isEqualTo(3);
  }

  private boolean begun(String system, String operation, String order) {
    return !sandbox.requests(system, order, operation).isEmpty();
  }

  /** Where the order went. */
  private List<String> movesOf(String order) {
    return timeline(order).stream()
        .filter(entry -> entry.path("kind").asText().equals("state-changed"))
        .map(entry -> entry.at("/facts/to").asText())
        .toList();
  }
}
