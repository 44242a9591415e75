package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VisitAgreementProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of("fallout-resolution");
  private static final Map<String, Object> OFFERED = Map.of("timeOffered", true);

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("visit-agreement", STUBS);

  VisitAgreementProcessTest() {
    super("visit-agreement", STUBS);
  }

  @Test
  void reservesTheNextTimeIfSomebodyElseHasTheFirst() {
    start(Map.of("deliveryId", "D-1"));
    waitsAt("Task_SearchTimeSlots");
    answer("workforce.search-time-slots", OFFERED);
    waitsAt("Task_ReserveVisit");
    answer("workforce.reserve-visit", Map.of("visitReserved", false, "timeOffered", true));
    waitsAt("Task_ReserveVisit");
    answer("workforce.reserve-visit", Map.of("visitReserved", true, "timeOffered", false));

    endedAt("EndEvent_VisitAgreedOn");
  }

  @Test
  void endsWithoutATimeIfNoneIsOffered() {
    start(Map.of("deliveryId", "D-1"));
    answer("workforce.search-time-slots", Map.of("timeOffered", false));

    endedAt("EndEvent_NoTimeOffered");
  }

  @Test
  void triesAgainWhatFellOut() {
    start(Map.of("deliveryId", "D-1"));
    fallsOut("workforce.search-time-slots");
    assertThat(given("fallout-resolution"))
        .isEqualTo(
            Map.of(
                "orderId", ORDER,
                "deliveryId", "D-1",
                "falloutId", "fallout of Task_SearchTimeSlots"));
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_SearchTimeSlots");

    answer("workforce.search-time-slots", OFFERED);
    fallsOut("workforce.reserve-visit");
    returns("fallout-resolution", Map.of("falloutRetry", true));
    waitsAt("Task_ReserveVisit");
    answer("workforce.reserve-visit", Map.of("visitReserved", true, "timeOffered", false));

    endedAt("EndEvent_VisitAgreedOn");
  }

  @Test
  void leavesToPeopleWhatTheySkip() {
    start(Map.of("deliveryId", "D-1"));
    fallsOut("workforce.search-time-slots");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    runJobOf("Task_PlanByHand");
    assertThat(asked()).containsExactly("planByHand");
    endedAt("EndEvent_LeftToPeople");
  }

  @Test
  void leavesToPeopleATimeThatIsNotKept() {
    start(Map.of("deliveryId", "D-1"));
    answer("workforce.search-time-slots", OFFERED);
    fallsOut("workforce.reserve-visit");
    returns("fallout-resolution", Map.of("falloutRetry", false));
    waitsAt("Task_PlanByHand");
    runJobOf("Task_PlanByHand");

    endedAt("EndEvent_LeftToPeople");
  }
}
