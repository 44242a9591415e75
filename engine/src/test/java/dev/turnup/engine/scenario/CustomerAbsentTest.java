package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** The van was there, and the customer was not. */
class CustomerAbsentTest extends Scenario {

  @Test
  void makesANewAppointmentAndTellsTheCustomer() {
    String order = place(sample("internet"));
    OffsetDateTime first = due(awaitTask("technician", order, "Task_InstallOnSite"));
    eventually(() -> appointmentsTold(order), 1L);
    endVisit(order, "customerAbsent");

    OffsetDateTime second = due(awaitTask("technician", order, "Task_InstallOnSite"));
    assertThat(second).isAfter(first);
    assertThat(entries(order, "appointment-booked")).hasSize(2);
    assertThat(sandbox.effects("network", order)).isEmpty();
    eventually(() -> appointmentsTold(order), 2L);

    endVisit(order, "done");
    awaitState(order, "completed");
    assertThat(sandbox.effects("network", order, "network.activate-service")).hasSize(4);
  }

  private long appointmentsTold(String order) {
    return sandbox.effects("messaging", order, "messaging.send-mail").stream()
        .filter(mail -> mail.json().toString().contains("appointment"))
        .count();
  }
}
