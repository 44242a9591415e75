package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.EventKind;
import org.junit.jupiter.api.Test;

class NotifyOwnerTest extends EscalationCase {

  @Test
  void saysWhoWasToldAndWhatTheyNeedToSee() {
    EscalationId id = escalated();
    chooseLevel.forEscalation(id);

    CaseFile file = notifyOwner.forEscalation(id);

    assertThat(file.situation()).isEqualTo("Nothing will make the order move");
    assertThat(timeline.last().kind()).isEqualTo(EventKind.ESCALATED);
    assertThat(timeline.last().told()).contains("group 1 premium");
  }
}
