package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A triple play asked for in 5 days, and the bandwidth for internet comes in 12. */
class LateBandwidthTest extends Scenario {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
  private static final ZoneId AT_THE_SITE = ZoneId.of("Europe/Berlin");

  private LocalDate day12;

  @Test
  void visitsNobodyBeforeTheBandwidthIsThereWhenAllIsWantedTogether() {
    String order = placeLate("together");
    JsonNode visit = awaitTask("technician", order, "Task_InstallOnSite");

    assertThat(promised(order)).isAfterOrEqualTo(day12);
    assertThat(due(visit).toLocalDate()).isAfterOrEqualTo(day12);
    assertThat(extended(order).at("/productOrderJeopardyAlert/0/name").asText())
        .isEqualTo("late-for-request");
    assertThat(extended(order).path("projectedCompletionDate").asText())
        .startsWith(promised(order).toString());
    customerWasToldOnce(order);

    endVisit(order, "done");
    awaitState(order, "completed");
    assertThat(extended(order).path("productOrderJeopardyAlert")).isEmpty();
    assertThat(sandbox.effects("workforce", order, "workforce.dispatch-visit")).hasSize(1);
    assertThat(sandbox.effects("network", order, "network.activate-service"))
        .allSatisfy(effect -> assertThat(effect.at().toLocalDate()).isAfterOrEqualTo(day12));
    assertThat(sandbox.effects("billing", order, "billing.start-billing"))
        .hasSize(3)
        .allSatisfy(bill -> assertThat(bill.effectiveDate()).isAfterOrEqualTo(day12));
  }

  @Test
  void installsTelevisionAndVoiceFirstAndInternetRemotelyWhenWantedAsAvailable() {
    String order = placeLate("asAvailable");
    JsonNode visit = awaitTask("technician", order, "Task_InstallOnSite");
    LocalDate first = due(visit).toLocalDate();

    assertThat(first).isBefore(day12);
    assertThat(promised(order)).isAfterOrEqualTo(day12);
    customerWasToldOnce(order);

    endVisit(order, "done");
    eventually(() -> bills(order).size(), 2);
    assertThat(bills(order)).allSatisfy(bill -> assertThat(bill.effectiveDate()).isEqualTo(first));
    assertThat(activated(order)).contains("iptv", "voice-line").doesNotContain("internet-access");
    assertThat(state(order)).isEqualTo("inProgress");

    sandbox.walk(Period.ofDays(13));
    awaitState(order, "completed");
    assertThat(sandbox.effects("network", order, "network.activate-service"))
        .filteredOn(effect -> effect.specification().equals("internet-access"))
        .singleElement()
        .satisfies(
            effect ->
                assertThat(effect.at().atZoneSameInstant(AT_THE_SITE).toLocalDate())
                    .isEqualTo(day12));
    assertThat(bills(order)).hasSize(3);
    assertThat(bills(order).get(2).effectiveDate()).isEqualTo(day12);
    assertThat(sandbox.effects("workforce", order, "workforce.dispatch-visit")).hasSize(1);
    customerWasToldOnce(order);
    assertThat(sandbox.told(order, "webhook"))
        .as("each news once, by both ways")
        .hasSize(2)
        .containsExactlyInAnyOrderElementsOf(sandbox.told(order, "mail"));
  }

  private String placeLate(String preference) {
    ObjectNode sample = sample("triple-play-late-bandwidth");
    LocalDate today = sandbox.now().toLocalDate();
    day12 = today.plusDays(12);
    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, day12);
    prefer(sample, preference);
    requestCompletion(sample, today.plusDays(5));
    sample.put("notificationContact", "anna@example.org, https://crm.example.org/hooks");
    return place(sample);
  }

  /** Of the promise, at once; nothing changes it later. */
  private void customerWasToldOnce(String order) {
    sandbox.settle();
    assertThat(entries(order, "promised")).hasSize(1);
    String day = promised(order).format(DAY);
    for (String channel : List.of("mail", "webhook")) {
      eventually(
          () ->
              sandbox.told(order, channel).stream().filter(it -> it.contains("promised")).toList(),
          List.of("Your order " + order + " is promised for " + day));
    }
  }

  private List<String> activated(String order) {
    return sandbox.effects("network", order, "network.activate-service").stream()
        .map(SandboxControl.Effect::specification)
        .toList();
  }

  private List<SandboxControl.Effect> bills(String order) {
    return sandbox.effects("billing", order, "billing.start-billing");
  }
}
