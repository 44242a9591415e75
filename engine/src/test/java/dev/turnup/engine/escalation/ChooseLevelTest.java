package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.ChooseLevel.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChooseLevelTest extends EscalationCase {

  @Test
  void tellsTheNextLevelWhenNobodyActs() {
    EscalationId id = escalated();

    Level first = chooseLevel.forEscalation(id);
    Level second = chooseLevel.forEscalation(id);
    Level third = chooseLevel.forEscalation(id);

    assertThat(first).isEqualTo(new Level(1, "group 1 premium", NOW.plus(Duration.ofMinutes(30))));
    assertThat(second.level()).isEqualTo(2);
    assertThat(third.level()).isEqualTo(2);
  }
}
