package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The inventory tells another day, after the customer was promised one. */
class CapacityMovesTest extends Scenario {

  @Test
  void movesTheVisitBeforeAVanLeavesAndTellsTheCustomerOnce() {
    ObjectNode sample = sample("internet");
    String order = place(sample);
    OffsetDateTime first = due(awaitTask("technician", order, "Task_InstallOnSite"));
    LocalDate promised = promised(order);
    LocalDate later = first.toLocalDate().plusDays(3);
    eventually(() -> told(order, "promised for"), 1);
    eventually(() -> told(order, "appointment"), 1);

    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, later);
    sandbox.settle();
    JsonNode moved = awaitTask("technician", order, "Task_InstallOnSite");

    assertThat(due(moved).toLocalDate()).isAfterOrEqualTo(later);
    assertThat(sandbox.now()).isBefore(first);
    assertThat(promised(order)).isAfterOrEqualTo(later).isNotEqualTo(promised);
    assertThat(theVisit(order)).isEqualTo(startOfTheAppointment(order));
    assertThat(theVisit(order).toLocalDate()).isAfterOrEqualTo(later);
    eventually(() -> told(order, "promised for"), 2);
    eventually(() -> told(order, "appointment"), 2);

    endVisit(order, "done");
    awaitState(order, "completed");
    assertThat(entries(order, "visit-ended")).hasSize(1);
    assertThat(told(order, "promised for")).isEqualTo(2);
    assertThat(told(order, "appointment")).isEqualTo(2);
  }

  @Test
  void saysTheFirstDayAgainWhenItIsTheFirstDayAgain() {
    ObjectNode sample = sample("triple-play-late-bandwidth");
    LocalDate day12 = sandbox.now().toLocalDate().plusDays(12);
    LocalDate day15 = day12.plusDays(3);
    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, day12);
    prefer(sample, "asAvailable");
    String order = place(sample);
    endVisit(order, "done");
    assertThat(promised(order)).isEqualTo(day12);
    eventually(() -> told(order, "promised for"), 1);

    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, day15);
    sandbox.settle();
    assertThat(promised(order)).isEqualTo(day15);
    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, day15);
    sandbox.settle();
    eventually(() -> told(order, "promised for"), 2);

    sandbox.setCapacity(siteOf(sample), "bandwidth", 10_000, day12);
    sandbox.settle();
    assertThat(promised(order)).isEqualTo(day12);
    eventually(() -> told(order, "promised for"), 3);
    assertThat(entries(order, "promised").stream().map(entry -> entry.at("/facts/date").asText()))
        .containsExactly(day12.toString(), day15.toString(), day12.toString());

    sandbox.walk(Period.ofDays(13));
    awaitState(order, "completed");
    assertThat(told(order, "promised for")).isEqualTo(3);
    assertThat(sandbox.visits(order)).hasSize(1);
    assertThat(sandbox.effects("billing", order, "billing.start-billing").get(2).effectiveDate())
        .isEqualTo(day12);
  }

  /** When the workforce has its only visit begin. */
  private OffsetDateTime theVisit(String order) {
    List<JsonNode> visits = sandbox.visits(order);
    assertThat(visits).as("visits of %s", order).hasSize(1);
    return OffsetDateTime.parse(visits.get(0).at("/validFor/startDateTime").asText());
  }

  private OffsetDateTime startOfTheAppointment(String order) {
    List<JsonNode> booked = entries(order, "appointment-booked");
    assertThat(booked).hasSize(2);
    assertThat(
            count(
                "select count(*) from turnup.appointment where order_id = ? and state = 'booked'",
                order))
        .isEqualTo(1);
    return OffsetDateTime.parse(booked.get(1).at("/facts/start").asText());
  }

  /** How many mails about this the customer got. */
  private int told(String order, String words) {
    return (int)
        sandbox.effects("messaging", order, "messaging.send-mail").stream()
            .filter(mail -> mail.json().toString().contains(words))
            .count();
  }
}
