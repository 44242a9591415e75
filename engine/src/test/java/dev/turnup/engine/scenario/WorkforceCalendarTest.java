package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A territory without a technician of ours: the workforce system says when visits there can be, and
 * keeps the times that promises rest on.
 */
class WorkforceCalendarTest extends Scenario {

  private static final String VISITS = "/tmf-api/appointment/v4/";
  private static final String APPOINTMENT = "Your appointment: ";
  private static final String STAYS = "Your appointment stays: ";
  private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/choices/\\S+)");
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
  private static final Pattern TIME = Pattern.compile("name=\"start\" [^>]*value=\"([^\"]+)\"");
  private static final String RESERVE = "workforce.reserve-visit";

  /** Nobody else's territory begins so. */
  private final String own = "wfm" + UUID.randomUUID().toString().substring(0, 6);

  @Test
  void promisesMovesAndMakesVisitsOnTheWorkforceSystemsCalendar() {
    territory();
    ObjectNode internet = sample("internet");
    at(internet);
    String site = siteOf(internet);
    sandbox.setVisitTimes(site, "P2D", 0);
    sandbox.fault(
        "workforce",
        "reserve-visit",
        "silent-after-effect",
        ", \"times\": 1, \"delay\": \"PT0.1S\", \"site\": \"%s\"".formatted(site));

    String order = place(internet);
    eventually(() -> reserved(order), 1);
    assertThat(promisedYet(order)).as("the answer was lost").isFalse();
    sandbox.walk(Duration.ofMinutes(10));
    JsonNode task = awaitTask("technician", order, "Task_InstallOnSite");
    OffsetDateTime first = visitOf(order);
    isPromisedFor(order, first.toLocalDate());
    assertThat(first.toLocalDate()).isAfter(sandbox.now().toLocalDate().plusDays(1));
    assertThat(task.path("assignee").isNull()).isTrue();
    assertThat(reserved(order)).isEqualTo(1);
    assertThat(as("operator").get("/orders/" + order).body())
        .contains("sent by the workforce system");

    // who ordered wants another time, which cannot be asked for: dispatch has it stay as it is
    JsonNode appointment = appointmentOf(order);
    sandbox.fault("workforce", "reserve-visit", "reject", ", \"site\": \"%s\"".formatted(site));
    String wished = search(order).get(6).at("/validFor/startDateTime").asText();
    HttpResponse<String> vain =
        as("crm")
            .send(
                "PATCH",
                appointment.path("href").asText(),
                "{\"validFor\": {\"startDateTime\": \"%s\"}}".formatted(wished));
    assertThat(vain.statusCode()).as(vain.body()).isEqualTo(202);
    eventually(() -> entries(order, "fell-out").size(), 1);
    assertThat(appointmentOf(order).at("/requestedTimeSlot/0/validFor/startDateTime").asText())
        .as("not agreed on yet")
        .isEqualTo(wished);
    assertThat(appointmentOf(order).path("validFor")).isEqualTo(appointment.path("validFor"));
    sandbox.walk(Duration.ofMinutes(31));
    JsonNode fallout = awaitTask("dispatcher", order, "Task_ResolveFallout");
    assertThat(awaitTask("technician", order, "Task_InstallOnSite").path("id"))
        .as("to be made until another is agreed on")
        .isEqualTo(task.path("id"));
    complete(
        "dispatcher",
        fallout,
        Map.of("falloutDecision", "skipStep", "falloutReason", "they come, by phone"));
    // until then it may be taken back
    sandbox.walk(Duration.ofMinutes(5));
    eventually(() -> order(order).path("note").toString().contains("the visit stays at"), true);
    sandbox.clearFaults();
    assertThat(appointmentOf(order).has("requestedTimeSlot")).isFalse();
    assertThat(visitOf(order)).isEqualTo(first);
    assertThat(reserved(order)).isEqualTo(1);

    JsonNode slots = search(order);
    String chosen = slots.get(7).at("/validFor/startDateTime").asText();
    HttpResponse<String> moved =
        as("crm")
            .send(
                "PATCH",
                appointment.path("href").asText(),
                "{\"validFor\": {\"startDateTime\": \"%s\"}}".formatted(chosen));
    assertThat(moved.statusCode()).as(moved.body()).isEqualTo(202);
    eventually(() -> visitOf(order).isEqual(OffsetDateTime.parse(chosen)), true);
    assertThat(reserved(order)).isEqualTo(2);
    assertThat(appointmentOf(order).path("id")).isEqualTo(appointment.path("id"));
    isPromisedFor(order, OffsetDateTime.parse(chosen).toLocalDate());
    HttpResponse<String> unheard =
        as("crm")
            .send(
                "PATCH",
                appointment.path("href").asText(),
                "{\"validFor\": {\"startDateTime\": \"%s\"}}"
                    .formatted(OffsetDateTime.parse(chosen).plusMinutes(7)));
    assertThat(unheard.statusCode()).as("never offered: %s", unheard.body()).isEqualTo(409);
    eventually(() -> sandbox.mails(order, APPOINTMENT).size(), 2);
    eventually(() -> dispatches(order), 2);

    // what it installs is available later than that
    LocalDate later = OffsetDateTime.parse(chosen).toLocalDate().plusDays(9);
    sandbox.setVisitTimes(site, "P2D", 1);
    sandbox.setCapacity(site, "fibre-port", 10, later);
    eventually(() -> visitOf(order).toLocalDate().isBefore(later), false);
    assertThat(reserved(order)).isEqualTo(3);
    assertThat(texts(order, "appointment-held"))
        .as("what was offered first was gone")
        .anyMatch(text -> text.startsWith("The workforce system has nobody for delivery 1 at "));
    isPromisedFor(order, visitOf(order).toLocalDate());

    // the customer would rather have another one: of two, the first is gone
    eventually(() -> sandbox.mails(order, APPOINTMENT).size(), 3);
    eventually(() -> dispatches(order), 3);
    OffsetDateTime kept = visitOf(order);
    sandbox.setVisitTimes(site, "P2D", 1);
    pickByLink(order, sandbox.mails(order, APPOINTMENT).get(2));
    eventually(() -> sandbox.mails(order, STAYS).size(), 1);
    assertThat(visitOf(order)).isEqualTo(kept);
    Instant picked = pickByLink(order, sandbox.mails(order, STAYS).get(0));
    eventually(() -> visitOf(order).toInstant(), picked);
    assertThat(reserved(order)).isEqualTo(4);
    eventually(() -> dispatches(order), 4);

    // the workforce system moves it of its own accord, loses it, and says at last that it is done
    awaitTask("technician", order, "Task_InstallOnSite");
    int told = sandbox.mails(order, APPOINTMENT).size();
    String visit = sandbox.visits(order).get(0).path("id").asText();
    OffsetDateTime theirs = visitOf(order).plusDays(2);
    sandbox.setVisit(visit, "confirmed", theirs);
    eventually(() -> sandbox.mails(order, APPOINTMENT).size(), told + 1);
    isPromisedFor(order, theirs.toLocalDate());
    eventually(() -> dispatches(order), 5);
    awaitTask("technician", order, "Task_InstallOnSite");
    sandbox.settle();
    sandbox.setVisit(visit, "cancelled", theirs);
    eventually(() -> reserved(order), 5);
    eventually(() -> sandbox.mails(order, APPOINTMENT).size(), told + 2);
    walkTo(due(awaitTask("technician", order, "Task_InstallOnSite")).minusMinutes(10));
    sandbox.setVisit(visit, "completed", visitOf(order));
    awaitState(order, "completed");
    assertThat(sandbox.visits(order)).hasSize(1);
    assertThat(dispatches(order)).isEqualTo(6);
  }

  private int dispatches(String order) {
    return sandbox.effects("workforce", order, "workforce.dispatch-visit").size();
  }

  @Test
  void asksDispatchWhereNothingIsOfferedAndCancelsThereWhatIsCancelledHere() {
    territory();
    ObjectNode internet = sample("internet");
    at(internet);
    sandbox.setVisitTimes(siteOf(internet), "none", 0);
    String order = place(internet);
    JsonNode task = awaitTask("dispatcher", order, "Task_ScheduleInstallation");
    assertThat(sandbox.visits(order)).isEmpty();

    sandbox.setVisitTimes(siteOf(internet), "P5D", 0);
    complete("dispatcher", task, Map.of("slotDecision", "searchAgain"));
    awaitTask("technician", order, "Task_InstallOnSite");

    // promised weeks ahead; the time is kept there before the order starts
    ObjectNode wanted = sample("internet");
    at(wanted);
    wanted.put("requestedStartDate", sandbox.now().plus(Period.ofDays(25)).toString());
    String waiting = place(wanted);
    eventually(() -> reserved(waiting), 1);
    eventually(() -> promisedYet(waiting), true);
    assertThat(sandbox.visits(waiting).get(0).path("status").asText()).isEqualTo("initialized");

    for (String one : List.of(order, waiting)) {
      HttpResponse<String> cancelled =
          as("crm")
              .post(
                  "/tmf-api/productOrderingManagement/v4/cancelProductOrder",
                  "{\"productOrder\": {\"id\": \"%s\"}}".formatted(one));
      assertThat(cancelled.statusCode()).isEqualTo(201);
      awaitState(one, "cancelled");
      assertThat(sandbox.visits(one).get(0).path("status").asText()).isEqualTo("cancelled");
    }
  }

  private void territory() {
    HttpResponse<String> answer =
        as("supervisor")
            .post(
                "/operations/resources/territories",
                """
                {"id": "%s", "name": "Own", "timeZone": "Europe/Berlin", "timesFrom": "workforce",
                 "postalPrefixes": ["%s"]}"""
                    .formatted(own, own.toUpperCase()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** The third of the times that the page behind the link in a mail offers, chosen there. */
  private Instant pickByLink(String order, String mail) {
    awaitTask("technician", order, "Task_InstallOnSite");
    String link = all(LINK, mail).get(0);
    String page = anonymous().get(link + "?from=" + sandbox.now().toLocalDate()).body();
    String start = all(TIME, page).get(2);
    HttpResponse<String> chosen =
        anonymous()
            .sendAs(
                "application/x-www-form-urlencoded",
                "POST",
                link,
                "key=" + all(KEY, page).get(0) + "&choice=pick&start=" + start);
    assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(303);
    return Instant.parse(start);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private void at(ObjectNode order) {
    ((ObjectNode) order.at("/productOrderItem/0/product/place/0"))
        .put("postcode", own.toUpperCase());
  }

  /** When somebody comes, as the workforce system has it. */
  private OffsetDateTime visitOf(String order) {
    return OffsetDateTime.parse(
        sandbox.visits(order).get(0).at("/validFor/startDateTime").asText());
  }

  /** Or for the next working day, on which what is to be done afterwards is. */
  private void isPromisedFor(String order, LocalDate day) {
    eventually(
        () -> promised(order).isBefore(day) || promised(order).isAfter(day.plusDays(2)), false);
  }

  private int reserved(String order) {
    return sandbox.effects("workforce", order, RESERVE).size();
  }

  private boolean promisedYet(String order) {
    return order(order).has("expectedCompletionDate");
  }

  private List<String> texts(String order, String kind) {
    return entries(order, kind).stream().map(entry -> entry.path("text").asText()).toList();
  }

  private JsonNode appointmentOf(String order) {
    return Texts.json(
            as("crm").get(VISITS + "appointment?relatedEntity.id=" + order + "&limit=1").body())
        .get(0);
  }

  private JsonNode search(String order) {
    HttpResponse<String> found =
        as("crm")
            .post(
                VISITS + "searchTimeSlot",
                """
                {"relatedEntity": [{"id": "%s", "role": "order", "@referredType": "ProductOrder"}]}"""
                    .formatted(order));
    assertThat(found.statusCode()).as(found.body()).isEqualTo(201);
    return Texts.json(found.body()).path("availableTimeSlot");
  }
}
