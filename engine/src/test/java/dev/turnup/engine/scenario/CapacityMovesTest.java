package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

/** The inventory tells another day, after the customer was promised one. */
class CapacityMovesTest extends Scenario {

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

  /** How many mails about this the customer got. */
  private int told(String order, String words) {
    return (int)
        sandbox.effects("messaging", order, "messaging.send-mail").stream()
            .filter(mail -> mail.json().toString().contains(words))
            .count();
  }
}
