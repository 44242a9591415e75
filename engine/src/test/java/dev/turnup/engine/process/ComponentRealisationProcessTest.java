package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ComponentRealisationProcessTest extends ComponentProcessTest {

  private static final List<String> STUBS = List.of("number-porting", "bill-start");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("component-realisation", STUBS);

  ComponentRealisationProcessTest() {
    super("component-realisation", STUBS);
  }

  private static final Map<String, Object> ACTIVE = Map.of("prerequisites", "active");
  private static final Map<String, Object> WAITING = Map.of("prerequisites", "waiting");
  private static final Map<String, Object> NEVER = Map.of("prerequisites", "impossible");

  @Test
  void callsWhateverModelIsNamedAndStartsTheBill() {
    when("checkPrerequisites", ACTIVE);
    when("chooseActivation", Map.of("activationProcess", "number-porting"));
    when("acceptItem", Map.of("billDue", true, "itemId", "I-1", "billedComponentId", "C-9"));

    startForComponent();
    waitsAt("Task_CheckPrerequisites");
    runJobOf("Task_CheckPrerequisites");
    waitsAt("number-porting");
    assertThat(given("number-porting")).isEqualTo(COMPONENT);

    returns("number-porting", Map.of());
    waitsAt("Task_SettleComponent");
    runJobOf("Task_SettleComponent");
    assertThat(asked())
        .containsExactly("checkPrerequisites", "chooseActivation", "settleComponent", "acceptItem");
    assertThat(seenBy("settleComponent")).containsEntry("componentId", "C-1");
    waitsAt("bill-start");
    assertThat(given("bill-start"))
        .isEqualTo(
            Map.of("orderId", ORDER, "deliveryId", "D-1", "itemId", "I-1", "componentId", "C-9"));

    returns("bill-start", Map.of());
    endedAt("EndEvent_ComponentRealised");
  }

  @Test
  void callsNothingBeforeWhatItReliesOnIsReady() {
    when("checkPrerequisites", WAITING, WAITING, ACTIVE);
    when("chooseActivation", Map.of("activationProcess", "number-porting"));

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    waitsAt("Task_AwaitPrerequisites");
    assertThat(waitOf("BoundaryEvent_PrerequisitesOverdue")).isEqualTo(Duration.ofDays(1));
    fire("BoundaryEvent_PrerequisitesOverdue");
    runJobOf("Task_CheckPrerequisites");
    waitsAt("Task_AwaitPrerequisites");
    message("prerequisites-settled");
    waitsAt("Task_CheckPrerequisites");
    runJobOf("Task_CheckPrerequisites");

    assertThat(asked())
        .containsExactly(
            "checkPrerequisites", "checkPrerequisites", "checkPrerequisites", "chooseActivation");
    waitsAt("number-porting");
  }

  @Test
  void callsNothingForWhatCanNeverBeHad() {
    when("checkPrerequisites", NEVER);
    when("acceptItem", Map.of("billDue", false, "itemId", "I-1"));

    startForComponent();
    runJobOf("Task_CheckPrerequisites");
    runJobOf("Task_SettleComponent");

    assertThat(asked()).containsExactly("checkPrerequisites", "settleComponent", "acceptItem");
    endedAt("EndEvent_ComponentRealised");
  }
}
