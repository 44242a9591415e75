package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DecisionApprovalProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of();

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("decision-approval", STUBS);

  DecisionApprovalProcessTest() {
    super("decision-approval", STUBS);
  }

  @Test
  void recordsWhatTheSecondPersonSays() {
    start(shown(Map.of("approvalId", "A-1")));
    isOffered("Task_ApproveDecision", "supervisors");
    assertThat(shownAt("Task_ApproveDecision"))
        .containsEntry("shownOrder", ORDER)
        .containsEntry("shownSituation", "what happened")
        .extractingByKey("shownOptions", Assertions.as(InstanceOfAssertFactories.STRING))
        .startsWith("Approve: ");

    complete(
        "Task_ApproveDecision",
        Map.of("approvalDecision", "refuse", "approvalRemark", "ask the customer first"));
    assertThat(seenBy("recordApproval"))
        .containsEntry("approvalId", "A-1")
        .containsEntry("approvalDecision", "refuse")
        .containsEntry("approvalRemark", "ask the customer first");

    waitsAt("Task_RecordApproval");
    runJobOf("Task_RecordApproval");
    endedAt("EndEvent_DecisionJudged");
  }
}
