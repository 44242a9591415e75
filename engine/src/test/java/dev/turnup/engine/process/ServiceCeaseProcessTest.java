package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServiceCeaseProcessTest extends ComponentProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution", "bill-stop");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("service-cease", STUBS);

  ServiceCeaseProcessTest() {
    super("service-cease", STUBS);
  }

  private static final Map<String, Object> BILLED = Map.of("billDue", true);
  private static final Map<String, Object> UNBILLED = Map.of("billDue", false);

  @Test
  void stopsTheBillBeforeItSwitchesTheServiceOff() {
    when("checkBill", BILLED);

    startForComponent();
    waitsAt("bill-stop");
    assertThat(given("bill-stop")).isEqualTo(COMPONENT);
    returns("bill-stop", Map.of());
    waitsAt("Task_DeactivateService");
    answer("network.deactivate-service");
    answer("network.verify-service");
    answer("inventory.retire-service");

    endedAt("EndEvent_ComponentCeased");
  }

  @Test
  void switchesOffAgainWhateverFellOut() {
    when("checkBill", UNBILLED);

    startForComponent();
    fallsOut("network.deactivate-service");
    retriedAfter("Task_DeactivateService", "Task_DeactivateService");
    answer("network.deactivate-service");
    fallsOut("network.verify-service");
    retriedAfter("Task_VerifyService", "Task_DeactivateService");
    answer("network.deactivate-service");
    answer("network.verify-service");
    fallsOut("inventory.retire-service");
    retriedAfter("Task_RetireService", "Task_DeactivateService");
  }

  @Test
  void endsWhenAFalloutIsNotTriedAgain() {
    when("checkBill", UNBILLED);

    startForComponent();
    fallsOut("network.deactivate-service");
    returns("fallout-resolution", Map.of("falloutRetry", false));

    endedAt("EndEvent_ComponentGivenUp");
  }
}
