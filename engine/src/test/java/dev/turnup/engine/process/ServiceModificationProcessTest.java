package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceModificationProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("service-modification", STUBS);

  ServiceModificationProcessTest() {
    super("service-modification", STUBS);
  }

  private static final Map<String, Object> ACTIVE = Map.of("prerequisites", "active");
  private static final Map<String, Object> WAITING = Map.of("prerequisites", "waiting");
  private static final Map<String, Object> NEVER = Map.of("prerequisites", "impossible");
  private static final Map<String, Object> AT_ONCE = Map.of("answeredLater", false);
  private static final Map<String, Object> LATER = Map.of("answeredLater", true);

  @Test
  void modifiesVerifiesAndRecords() {
    when("checkPrerequisites", ACTIVE);

    startForComponent();
    waitsAt("Task_CheckPrerequisites");
    runJobOf("Task_CheckPrerequisites");
    waitsAt("Task_ModifyService");
    answer("network.modify-service", AT_ONCE);
    waitsAt("Task_VerifyService");
    answer("network.verify-service");
    waitsAt("Task_RecordChange");
    answer("inventory.record-change");

    assertThat(asked()).containsExactly("checkPrerequisites", "releaseDependants");
    assertThat(seenBy("releaseDependants")).containsEntry("componentId", "C-1");
    endedAt("EndEvent_ComponentSettled");
  }

  @Test
  void waitsForWhatItReliesOn() {
    when("checkPrerequisites", WAITING, ACTIVE);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    waitsAt("Task_AwaitPrerequisites");

    message("prerequisites-settled");
    waitsAt("Task_CheckPrerequisites");
    runJobOf("Task_CheckPrerequisites");

    waitsAt("Task_ModifyService");
  }

  @Test
  void looksAgainEveryDayWhateverItHears() {
    when("checkPrerequisites", WAITING);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    assertThat(waitOf("BoundaryEvent_PrerequisitesOverdue")).isEqualTo(Duration.ofDays(1));

    fire("BoundaryEvent_PrerequisitesOverdue");
    runJobOf("Task_CheckPrerequisites");

    assertThat(asked()).containsExactly("checkPrerequisites", "checkPrerequisites");
    waitsAt("Task_AwaitPrerequisites");
  }

  @Test
  void givesUpWhatCanNeverBeModified() {
    when("checkPrerequisites", NEVER);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    waitsAt("Task_GiveUpComponent");
    runJobOf("Task_GiveUpComponent");

    assertThat(asked())
        .containsExactly("checkPrerequisites", "giveUpComponent", "releaseDependants");
    endedAt("EndEvent_ComponentSettled");
  }

  @Test
  void verifiesWhenTheNetworkAnswersLater() {
    when("checkPrerequisites", ACTIVE);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    answer("network.modify-service", LATER);
    waitsAt("Task_AwaitModification");
    message("activation-answered");

    waitsAt("Task_VerifyService");
  }

  @Test
  void verifiesWhenTheNetworkNeverAnswers() {
    when("checkPrerequisites", ACTIVE);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    answer("network.modify-service", LATER);
    assertThat(waitOf("BoundaryEvent_ModificationAnswerOverdue")).isEqualTo(Duration.ofMinutes(15));
    fire("BoundaryEvent_ModificationAnswerOverdue");

    waitsAt("Task_VerifyService");
  }

  @Test
  void modifiesAgainWhateverFellOut() {
    when("checkPrerequisites", ACTIVE);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    fallsOut("network.modify-service");
    retriedAfter("Task_ModifyService");
    answer("network.modify-service", AT_ONCE);
    fallsOut("network.verify-service");
    retriedAfter("Task_VerifyService");
    answer("network.modify-service", AT_ONCE);
    answer("network.verify-service");
    fallsOut("inventory.record-change");
    retriedAfter("Task_RecordChange");
  }

  @Test
  void givesUpWhatIsCancelledAfterAFallout() {
    when("checkPrerequisites", ACTIVE);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    fallsOut("network.modify-service");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    runJobOf("Task_GiveUpComponent");

    assertThat(asked())
        .containsExactly("checkPrerequisites", "giveUpComponent", "releaseDependants");
    endedAt("EndEvent_ComponentSettled");
  }

  private void retriedAfter(String step) {
    waitsAt("fallout-resolution");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId",
                ORDER,
                "deliveryId",
                "D-1",
                "componentId",
                "C-1",
                "falloutId",
                "fallout of " + step));
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_ModifyService");
  }

  private void startForComponent() {
    start(Map.of("deliveryId", "D-1", "componentId", "C-1"));
  }
}
