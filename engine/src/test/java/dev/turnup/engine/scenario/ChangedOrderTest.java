package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A customer thinks again while the order runs. */
class ChangedOrderTest extends Scenario {

  private static final String FIRST = "first@example.org";
  private static final String SECOND = "second@example.org";

  @Test
  void isMadeWhenTheCustomerWantsItNowAndTellsWhoeverIsToBeTold() {
    LocalDate today = sandbox.now().toLocalDate();
    ObjectNode sample = sample("mobile-line");
    sample.put("requestedStartDate", morningOf(today.plusDays(9)));
    sample.put("notificationContact", FIRST);
    String order = place(sample);
    awaitPromise(order, today.plusDays(9));
    eventually(() -> told(order), List.of(FIRST));

    assertThat(whilePlanned(order, start(today.plusDays(12))).statusCode()).isEqualTo(200);
    assertThat(promised(order)).isEqualTo(today.plusDays(12));
    eventually(() -> told(order), List.of(FIRST, FIRST));

    sandbox.settle();
    assertThat(change(order, "{\"notificationContact\": \"%s\"}".formatted(SECOND)).statusCode())
        .isEqualTo(200);
    assertThat(whilePlanned(order, start(today.plusDays(3))).statusCode()).isEqualTo(200);
    assertThat(promised(order)).isEqualTo(today.plusDays(3));
    eventually(() -> told(order), List.of(FIRST, FIRST, SECOND));

    walkTo(today.plusDays(4).atTime(12, 0).atOffset(ZoneOffset.UTC));
    awaitState(order, "completed");
    assertThat(sandbox.effects("billing", order, "billing.start-billing").get(0).effectiveDate())
        .isEqualTo(today.plusDays(3));
    assertThat(told(order)).containsExactly(FIRST, FIRST, SECOND);
    assertThat(entries(order, "amended")).hasSize(3);
  }

  @Test
  void keepsTheDatesOfAVisitThatIsBookedButTakesAnythingElse() {
    String order = place(sample("internet"));
    JsonNode visit = awaitTask("technician", order, "Task_InstallOnSite");

    HttpResponse<String> later = change(order, start(due(visit).toLocalDate().plusDays(5)));
    HttpResponse<String> note = change(order, "{\"note\": [{\"text\": \"the bell is broken\"}]}");

    assertThat(later.statusCode()).isEqualTo(409);
    assertThat(Texts.json(later.body()).path("code").asText()).isEqualTo("appointment-booked");
    assertThat(Texts.json(later.body()).path("reason").asText())
        .contains(due(visit).toLocalDate().toString());
    assertThat(note.statusCode()).isEqualTo(200);
    assertThat(note.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(entries(order, "amended")).hasSize(1);
    assertThat(entries(order, "amended").get(0).toString()).doesNotContain("bell");
    assertThat(entries(order, "promised")).hasSize(1);
    assertThat(
            as("technician")
                .get("/engine-rest/task/" + visit.path("id").asText() + "/variables/shownSituation")
                .body())
        .contains("crm: the bell is broken");
    assertThat(as("technician").get("/orders/" + order).body()).contains("the bell is broken");

    endVisit(order, "done");
    awaitState(order, "completed");
    assertThat(order(order).at("/note/0/text").asText()).isEqualTo("the bell is broken");
  }

  private static String start(LocalDate day) {
    return "{\"requestedStartDate\": \"%s\"}".formatted(morningOf(day));
  }

  private static String morningOf(LocalDate day) {
    return day.atTime(LocalTime.of(8, 0)).atOffset(ZoneOffset.UTC).toString();
  }

  private void awaitPromise(String order, LocalDate day) {
    eventually(
        () -> order(order).path("expectedCompletionDate").asText("").startsWith("" + day), true);
  }

  private HttpResponse<String> change(String order, String patch) {
    return as("crm").send("PATCH", ORDERS + "/" + order, patch);
  }

  /** Again, as the answer says, while the delivery is just being planned. */
  private HttpResponse<String> whilePlanned(String order, String patch) {
    AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
    eventually(
        () -> {
          last.set(change(order, patch));
          return last.get().statusCode() == 503;
        },
        false);
    return last.get();
  }

  /** Who got the mails about the promise. */
  private List<String> told(String order) {
    return rows(
        """
        select recipient
          from turnup.notice
         where order_id = ?
           and news = 'promise'
           and sent_at is not null
        order by change""",
        order);
  }
}
