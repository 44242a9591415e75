package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Notice;
import org.junit.jupiter.api.Test;

class NotifyOwnerTest extends EscalationCase {

  @Test
  void saysWhoWasToldAndWhatTheyNeedToSee() {
    EscalationId id = escalated();
    chooseLevel.forEscalation(id);

    CaseFile file = notifyOwner.forEscalation(id);

    assertThat(file.situation()).startsWith("It is no-next-event – ");
    assertThat(timeline.last().kind()).isEqualTo(EventKind.ESCALATED);
    assertThat(timeline.last().told()).contains("group 1");
  }

  @Test
  void sendsWordToWhereTheGroupIsReachedInItsHours() {
    EscalationId id = escalated();
    chooseLevel.forEscalation(id);
    notifyOwner.forEscalation(id);
    chooseLevel.forEscalation(id);
    notifyOwner.forEscalation(id);

    assertThat(notices.added)
        .extracting(Notice::recipient, notices::from)
        .containsExactly(tuple("desk@example.org", NOW), tuple("pager", NEXT_MORNING));
    assertThat(notices.added.get(0).text())
        .contains(
            "It is no-next-event – Administrators: have the step begun anew",
            "/orders/",
            "level 1");

    close(id, "close");
    assertThat(notices.withdrawn).containsExactly(watched.get(id).order());
  }
}
