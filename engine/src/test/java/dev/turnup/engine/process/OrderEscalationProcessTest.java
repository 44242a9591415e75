package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderEscalationProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of();

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("order-escalation", STUBS);

  OrderEscalationProcessTest() {
    super("order-escalation", STUBS);
  }

  private static final Instant SOON = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-12-01T14:00:00Z");

  @Test
  void isClosedByTheOneWhoLooksAfterTheOrder() {
    when("chooseLevel", level("fallout-desk", SOON));
    when("notifyOwner", SHOWN);

    startForOrder();
    assertThat(asked()).containsExactly("chooseLevel", "notifyOwner");
    isOffered("Task_LookAfterOrder", "fallout-desk", SOON);
    assertThat(shownAt("Task_LookAfterOrder")).containsAllEntriesOf(SHOWN);

    complete(
        "Task_LookAfterOrder",
        Map.of("escalationDecision", "close", "escalationRemark", "called the customer"));
    assertThat(seenBy("closeEscalation"))
        .containsEntry("escalationId", "E-1")
        .containsEntry("escalationDecision", "close")
        .containsEntry("escalationRemark", "called the customer");

    waitsAt("Task_CloseEscalation");
    runJobOf("Task_CloseEscalation");
    endedAt("EndEvent_EscalationClosed");
  }

  @Test
  void goesToTheNextLevelWhenNobodyAnswers() {
    when("chooseLevel", level("fallout-desk", SOON), level("supervisors", LATER));
    when("notifyOwner", SHOWN);

    startForOrder();
    assertThat(dueOf("BoundaryEvent_ResponseOverdue")).isEqualTo(SOON);
    fire("BoundaryEvent_ResponseOverdue");

    assertThat(asked()).containsExactly("chooseLevel", "notifyOwner", "chooseLevel", "notifyOwner");
    isOffered("Task_LookAfterOrder", "supervisors", LATER);
    assertThat(dueOf("BoundaryEvent_ResponseOverdue")).isEqualTo(LATER);
  }

  @Test
  void goesToTheNextLevelAtOnceWhenThingsAreWorse() {
    when("chooseLevel", level("fallout-desk", SOON), level("supervisors", LATER));
    when("notifyOwner", SHOWN);

    startForOrder();
    message("order-worse");

    assertThat(asked()).containsExactly("chooseLevel", "notifyOwner", "chooseLevel", "notifyOwner");
    isOffered("Task_LookAfterOrder", "supervisors", LATER);
  }

  @Test
  void endsByItselfWhenTheOrderMoves() {
    when("chooseLevel", level("fallout-desk", SOON));
    when("notifyOwner", SHOWN);

    startForOrder();
    message("order-moving");
    assertThat(asked()).containsExactly("chooseLevel", "notifyOwner", "closeEscalation");
    assertThat(seenBy("closeEscalation")).containsEntry("escalationDecision", null);
    runJobOf("Task_CloseEscalation");

    endedAt("EndEvent_EscalationClosed");
  }

  private void startForOrder() {
    start(Map.of("escalationId", "E-1"));
  }

  private static Map<String, Object> level(String group, Instant respondBy) {
    return Map.of("escalationGroup", group, "escalationRespondBy", Date.from(respondBy));
  }
}
