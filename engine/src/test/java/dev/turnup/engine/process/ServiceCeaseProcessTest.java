package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceCeaseProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution", "bill-stop");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("service-cease", STUBS);

  ServiceCeaseProcessTest() {
    super("service-cease", STUBS);
  }

  private static final Map<String, Object> MAY_END = Map.of("prerequisites", "active");
  private static final Map<String, Object> WAITING = Map.of("prerequisites", "waiting");
  private static final Map<String, Object> NEVER = Map.of("prerequisites", "impossible");
  private static final Map<String, Object> BILLED = Map.of("billDue", true);
  private static final Map<String, Object> UNBILLED = Map.of("billDue", false);

  @Test
  void stopsTheBillBeforeItSwitchesTheServiceOff() {
    when("checkPrerequisites", MAY_END);
    when("checkBill", BILLED);

    startForComponent();
    waitsAt("Task_CheckPrerequisites");
    runJobOf("Task_CheckPrerequisites");
    waitsAt("bill-stop");
    assertThat(given("bill-stop"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-1", "componentId", "C-1"));
    returns("bill-stop", Map.of());
    answer("network.deactivate-service");
    answer("network.verify-service");
    answer("inventory.retire-service");

    assertThat(asked()).containsExactly("checkPrerequisites", "checkBill", "releaseDependants");
    endedAt("EndEvent_ComponentCeased");
  }

  @Test
  void waitsForWhatHasToHappenFirst() {
    when("checkPrerequisites", WAITING, WAITING, MAY_END);
    when("checkBill", UNBILLED);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    waitsAt("Task_AwaitPrerequisites");
    assertThat(waitOf("BoundaryEvent_PrerequisitesOverdue")).isEqualTo(Duration.ofDays(1));
    fire("BoundaryEvent_PrerequisitesOverdue");
    runJobOf("Task_CheckPrerequisites");
    message("prerequisites-settled");
    runJobOf("Task_CheckPrerequisites");

    waitsAt("Task_DeactivateService");
  }

  @Test
  void leavesWhatMayNeverEnd() {
    when("checkPrerequisites", NEVER);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    runJobOf("Task_GiveUpComponent");

    assertThat(asked())
        .containsExactly("checkPrerequisites", "giveUpComponent", "releaseDependants");
    endedAt("EndEvent_ComponentCeased");
  }

  @Test
  void switchesOffAgainWhateverFellOut() {
    when("checkPrerequisites", MAY_END);
    when("checkBill", UNBILLED);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    fallsOut("network.deactivate-service");
    retriedAfter("Task_DeactivateService");
    answer("network.deactivate-service");
    fallsOut("network.verify-service");
    retriedAfter("Task_VerifyService");
    answer("network.deactivate-service");
    answer("network.verify-service");
    fallsOut("inventory.retire-service");
    retriedAfter("Task_RetireService");
  }

  @Test
  void leavesWhatIsCancelledAfterAFallout() {
    when("checkPrerequisites", MAY_END);
    when("checkBill", UNBILLED);

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    fallsOut("network.deactivate-service");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    runJobOf("Task_GiveUpComponent");

    endedAt("EndEvent_ComponentCeased");
  }

  private void retriedAfter(String step) {
    waitsAt("fallout-resolution");
    assertThat(given("fallout-resolution")).containsEntry("falloutId", "fallout of " + step);
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_DeactivateService");
  }

  private void startForComponent() {
    start(Map.of("deliveryId", "D-1", "componentId", "C-1"));
  }
}
