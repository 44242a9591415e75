package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A date has moved, and the customer chooses by the link in the notice. */
class MovedDateTest extends Scenario {

  private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/choices/\\S+)");
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
  private static final Pattern TIME = Pattern.compile("name=\"start\" [^>]*value=\"([^\"]+)\"");
  private static final String APPOINTMENT = "Your appointment: ";

  @Test
  void movesTheVisitBeforeAVanLeavesAndLetsTheCustomerChoose() {
    ObjectNode sample = sample("internet");
    String order = place(sample);
    LocalDate first = due(awaitTask("technician", order, "Task_InstallOnSite")).toLocalDate();
    eventually(() -> sandbox.mails(order, APPOINTMENT).size(), 1);
    assertThat(sandbox.mails(order, APPOINTMENT).get(0))
        .as("nothing moved")
        .doesNotContain("/choices/");
    LocalDate promised = promised(order);
    LocalDate later = first.plusDays(3);
    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, later);
    sandbox.settle();
    String link = link(order, APPOINTMENT, 2);

    assertThat(due(awaitTask("technician", order, "Task_InstallOnSite")).toLocalDate())
        .isAfterOrEqualTo(later);
    assertThat(sandbox.now().toLocalDate()).isBefore(later);
    assertThat(theVisit(order).toLocalDate()).isAfterOrEqualTo(later);
    assertThat(promised(order)).isAfterOrEqualTo(later).isNotEqualTo(promised);
    assertThat(sandbox.mails(order, APPOINTMENT).get(1))
        .as("one mail tells both")
        .contains("We promise to have completed your order");
    assertThat(sandbox.mails(order, "promised for")).hasSize(1);
    int entries = timeline(order).size();
    HttpResponse<String> page = anonymous().get(link);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "form-action 'self'");
    assertThat(page.body())
        .contains("Your order " + order, "Your appointment has moved", "That suits me")
        .doesNotContain("Anna", "Harbour", "Bring first", "<script", "/camunda");
    assertThat(timeline(order)).as("reading changes nothing").hasSize(entries);
    assertThat(
            anonymous().get(link.replaceFirst(".$", link.endsWith("A") ? "B" : "A")).statusCode())
        .isEqualTo(404);
    assertThat(anonymous().get("/choices/x.y").statusCode()).isEqualTo(404);
    assertThat(post(link, "choice=cancel").statusCode()).as("not from the page").isEqualTo(403);
    assertThat(choose(page, link, "choice=pay").statusCode()).isEqualTo(403);
    assertThat(choose(page, link, "choice=pick").statusCode()).as("no time").isEqualTo(409);

    String chosen = all(TIME, page.body()).get(3);
    List<HttpResponse<String>> twice =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> pick(page, link, chosen)))
            .limit(2)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(twice).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(303, 409);
    assertThat(twice)
        .extracting(answer -> answer.headers().firstValue("Location").orElse(""))
        .contains(link.substring("/choices/".length()));
    assertThat(anonymous().get(link).body()).contains("Thank you", "you chose another time");
    for (String again : List.of("choice=pick&start=" + chosen, "choice=cancel")) {
      HttpResponse<String> refused = choose(page, link, again);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("you chose another time");
    }

    String second = link(order, APPOINTMENT, 3);
    assertThat(entries(order, "customer-chose"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("actor").asText()).isEqualTo("customer"));
    assertThat(order(order).path("note").toString())
        .contains("The customer chose another time for the visit");
    awaitTask("technician", order, "Task_InstallOnSite");
    eventually(() -> theVisit(order).toInstant().toString(), chosen);

    assertThat(
            count(
                "select count(*) from turnup.appointment where order_id = ? and state = 'booked'",
                order))
        .isEqualTo(1);
    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, first);
    String earlier = link(order, "Your appointment could be earlier", 1);
    HttpResponse<String> asked = anonymous().get(earlier);
    assertThat(asked.body())
        .contains("Keep my appointment", "Take an earlier time")
        .doesNotContain("Cancel");
    assertThat(choose(asked, earlier, "choice=accept").statusCode()).isEqualTo(303);
    sandbox.settle();
    assertThat(theVisit(order).toInstant()).isEqualTo(chosen);

    assertThat(choose(anonymous().get(second), second, "choice=cancel").statusCode())
        .isEqualTo(303);
    awaitState(order, "cancelled");
    assertThat(anonymous().get(second).body()).contains("Your order is cancelled");
    assertThat(entries(order, "cancellation-requested"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("actor").asText()).isEqualTo("customer"));
  }

  @Test
  void bringsFirstWhatIsReadyIfTheCustomerWantsThat() {
    ObjectNode sample = sample("triple-play-late-bandwidth");
    LocalDate day12 = sandbox.now().toLocalDate().plusDays(12);
    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, day12);
    prefer(sample, "together");
    String order = place(sample);
    // holidays and a weekend may lie between
    LocalDate first = due(awaitTask("technician", order, "Task_InstallOnSite")).toLocalDate();
    eventually(() -> sandbox.mails(order, APPOINTMENT).size(), 1);
    LocalDate later = first.plusDays(3);
    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, later);
    String link = link(order, APPOINTMENT, 2);

    HttpResponse<String> page = anonymous().get(link);
    assertThat(page.body()).contains("Bring first what is ready", "tv-", "voice-");
    assertThat(choose(page, link, "choice=deliverReady").statusCode()).isEqualTo(303);

    String next = link(order, APPOINTMENT, 3);
    HttpResponse<String> open = anonymous().get(next);
    assertThat(open.statusCode()).isEqualTo(200);
    JsonNode visit = awaitTask("technician", order, "Task_InstallOnSite");
    assertThat(due(visit).toLocalDate()).isBefore(day12);
    assertThat(promised(order)).isAfterOrEqualTo(later);
    assertThat(sandbox.visits(order)).hasSize(1);

    endVisit(order, "done");
    assertThat(anonymous().get(next).statusCode()).isEqualTo(410);
    HttpResponse<String> late = choose(open, next, "choice=accept");
    assertThat(late.statusCode()).isEqualTo(410);
    assertThat(late.body()).contains("The visit has begun");
    eventually(() -> sandbox.effects("billing", order, "billing.start-billing").size(), 2);
    assertThat(state(order)).isEqualTo("inProgress");
  }

  /** The path of the link in the newest of so many mails. */
  private String link(String order, String subject, int mails) {
    eventually(() -> sandbox.mails(order, subject).size(), mails);
    return all(LINK, sandbox.mails(order, subject).get(mails - 1)).get(0);
  }

  private HttpResponse<String> pick(HttpResponse<String> page, String link, String start) {
    return choose(page, link, "choice=pick&start=" + start);
  }

  private HttpResponse<String> choose(HttpResponse<String> page, String link, String fields) {
    return post(link, "key=" + all(KEY, page.body()).get(0) + "&" + fields);
  }

  private HttpResponse<String> post(String link, String fields) {
    return anonymous().sendAs("application/x-www-form-urlencoded", "POST", link, fields);
  }

  private OffsetDateTime theVisit(String order) {
    List<JsonNode> visits = sandbox.visits(order);
    assertThat(visits).as("visits of %s", order).hasSize(1);
    return OffsetDateTime.parse(visits.get(0).at("/validFor/startDateTime").asText());
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
