package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A visit that the workforce system knows of does not take place. */
class VisitCalledOffTest extends Scenario {

  @Test
  void isCancelledWhenCapacityIsLostAndMadeAnewWhenItComesBack() {
    ObjectNode sample = sample("internet");
    String order = place(sample);
    awaitTask("technician", order, "Task_InstallOnSite");
    eventually(() -> told(order, "appointment"), 1);
    sandbox.fault("workforce", "workforce.cancel-visit", "reject", ", \"times\": 1");

    sandbox.loseCapacity(siteOf(sample), "bandwidth");
    eventually(() -> entries(order, "fell-out").size(), 1);
    sandbox.walk(Duration.ofMinutes(31));
    JsonNode shortage = awaitTask("planner", order, "Task_ResolveCapacityShortage");
    assertThat(statusOfVisits(order)).containsExactly("cancelled");
    eventually(() -> told(order, "is off"), 1);
    assertThat(sandbox.effects("workforce", order, "workforce.cancel-visit")).hasSize(1);

    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, sandbox.now().toLocalDate());
    complete(
        "planner",
        shortage,
        Map.of("shortageDecision", "checkAgain", "shortageReason", "a card was added"));
    awaitTask("technician", order, "Task_InstallOnSite");
    assertThat(statusOfVisits(order)).containsExactly("confirmed");
    eventually(() -> told(order, "Your appointment"), 3);

    endVisit(order, "done");
    awaitState(order, "completed");
    assertThat(happened(order))
        .containsSubsequence(
            "appointment-booked",
            "visit-dispatched",
            "appointment-cancelled",
            "visit-cancelled",
            "appointment-booked",
            "visit-dispatched",
            "visit-ended");
    assertThat(told(order, "is off")).isEqualTo(1);
  }

  @Test
  void staysForWhatCanBeInstalledWhenTheRestIsSplitOff() {
    ObjectNode sample = sample("triple-play");
    prefer(sample, "asAvailable");
    String order = place(sample);
    awaitTask("technician", order, "Task_InstallOnSite");

    sandbox.loseCapacity(siteOf(sample), "bandwidth");
    eventually(() -> entries(order, "planned").size(), 2);
    endVisit(order, "done");
    complete(
        "planner",
        awaitTask("planner", order, "Task_ResolveCapacityShortage"),
        Map.of("shortageDecision", "cancelComponents", "shortageReason", "no room for years"));

    awaitState(order, "partial");
    assertThat(statusOfVisits(order)).containsExactly("confirmed");
    assertThat(entries(order, "appointment-cancelled")).isEmpty();
    assertThat(told(order, "appointment")).isEqualTo(1);
  }

  @Test
  void isCancelledWhenItIsGivenUp() {
    sandbox.fault("workforce", "workforce.dispatch-visit", "reject");
    String order = place(sample("internet"));
    awaitState(order, "held");
    sandbox.walk(Duration.ofMinutes(31));

    complete(
        "dispatcher",
        awaitTask("dispatcher", order, "Task_ResolveFallout"),
        Map.of("falloutDecision", "cancelComponent", "falloutReason", "nobody goes there"));
    // until then it may be taken back
    sandbox.walk(Duration.ofMinutes(5));

    awaitState(order, "failed");
    assertThat(statusOfVisits(order)).containsExactly("cancelled");
    eventually(() -> told(order, "is off"), 1);
  }

  private List<String> statusOfVisits(String order) {
    return sandbox.visits(order).stream().map(visit -> visit.path("status").asText()).toList();
  }

  /** How many mails about this the customer got. */
  private int told(String order, String words) {
    return (int)
        sandbox.effects("messaging", order, "messaging.send-mail").stream()
            .filter(mail -> mail.json().toString().contains(words))
            .count();
  }
}
