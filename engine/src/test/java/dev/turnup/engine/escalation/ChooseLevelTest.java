package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.escalation.Stuck.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChooseLevelTest extends EscalationCase {

  @Test
  void tellsTheNextLevelWhenNobodyActsInItsHours() {
    EscalationId id = escalated();
    Duration halfAnHour = Duration.ofMinutes(30);

    Told first = chooseLevel.forEscalation(id);
    Told second = chooseLevel.forEscalation(id);
    Told third = chooseLevel.forEscalation(id);

    assertThat(first).isEqualTo(new Told(1, "group 1", NOW, NOW.plus(halfAnHour)));
    assertThat(second)
        .as("tomorrow is early enough")
        .isEqualTo(new Told(2, "group 2", NEXT_MORNING, NEXT_MORNING.plus(halfAnHour)));
    assertThat(third).isEqualTo(second);
  }

  @Test
  void asksTheTableByTheDeskThatIsLate() {
    escalateOrder.because(watched.found(order("late"), Finding.OVERDUE_TASK));
    escalateOrder.because(watched.found(order("fallen out"), Finding.OVERDUE_FALLOUT));

    assertThat(watched.started.stream().map(chooseLevel::forEscalation))
        .extracting(Told::group)
        .containsExactly("field", "planning");
  }
}
