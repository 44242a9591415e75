package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderFulfillmentProcessTest extends ProcessTest {

  private static final List<String> STUBS =
      List.of(
          "order-decomposition",
          "capacity-check",
          "visit-agreement",
          "delivery-group",
          "order-cancellation");

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("order-fulfillment", STUBS);

  private static final Date LATER = Date.from(Instant.parse("2040-01-02T00:00:00Z"));

  OrderFulfillmentProcessTest() {
    super("order-fulfillment", STUBS);
  }

  @BeforeEach
  void planVisitsOnOnesOwnCalendar() {
    when("promiseDate", Map.of("visitsToAgreeOn", false));
  }

  @Test
  void hasTheWorkforceSystemAgreeToVisitsBeforeItPromises() {
    when("planDeliveries", deliveries("D-1", "D-2"));
    when(
        "promiseDate",
        Map.of("visitsToAgreeOn", true, "visitDeliveryIds", list("D-2", "D-3"), "roundBy", LATER),
        Map.of("visitsToAgreeOn", true, "visitDeliveryIds", list("D-4"), "roundBy", LATER),
        Map.of("visitsToAgreeOn", true, "visitDeliveryIds", list("D-5"), "roundBy", LATER),
        Map.of("visitsToAgreeOn", false));

    start(Map.of());
    returns("order-decomposition", valid());
    runJobOf("CallActivity_CheckCapacity");
    returns("capacity-check", Map.of());
    runJobOf("CallActivity_CheckCapacity");
    runJobsOf("CallActivity_AgreeOnVisit");
    waitsAt("visit-agreement", "visit-agreement");
    assertThat(givenToEach("visit-agreement"))
        .containsExactlyInAnyOrder(
            Map.of("orderId", ORDER, "deliveryId", "D-2"),
            Map.of("orderId", ORDER, "deliveryId", "D-3"));

    returns("visit-agreement", of("deliveryId", "D-2"), Map.of());
    runJobOf("CallActivity_AgreeOnVisit");
    waitsAt("visit-agreement");
    returns("visit-agreement", Map.of());
    runJobOf("CallActivity_AgreeOnVisit");
    runJobOf("CallActivity_AgreeOnVisit");
    waitsAt("visit-agreement");
    fire("BoundaryEvent_TimeToPromise");
    runJobOf("CallActivity_AgreeOnVisit");
    assertThat(given("visit-agreement"))
        .as("the others are asked for all the same")
        .isEqualTo(Map.of("orderId", ORDER, "deliveryId", "D-5"));
    fire("BoundaryEvent_TimeToPromise");
    waitsAt("CallActivity_Deliver");
  }

  @Test
  void fulfilsAnOrder() {
    when("planDeliveries", deliveries("D-1", "D-2"));
    when("reviewPlan", nothingLeft());
    when("closeOrder", Map.of("orderOutcome", "completed"));

    start(Map.of());
    waitsAt("order-decomposition");
    assertThat(given("order-decomposition")).isEqualTo(Map.of("orderId", ORDER));

    returns("order-decomposition", valid());
    waitsAt("CallActivity_CheckCapacity");
    runJobOf("CallActivity_CheckCapacity");
    waitsAt("capacity-check");
    assertThat(given("capacity-check"))
        .isEqualTo(Map.of("orderId", ORDER, "componentIds", list("C-1", "C-2")));

    returns("capacity-check", Map.of());
    waitsAt("CallActivity_CheckCapacity");
    assertThat(asked()).isEmpty();

    runJobOf("CallActivity_CheckCapacity");
    assertThat(asked()).containsExactly("planDeliveries", "promiseDate");
    waitsAt("CallActivity_Deliver");
    runJobOf("CallActivity_Deliver");
    waitsAt("delivery-group");
    assertThat(given("delivery-group"))
        .isEqualTo(Map.of("orderId", ORDER, "deliveryIds", list("D-1", "D-2")));

    returns("delivery-group", Map.of());
    assertThat(asked()).isEmpty();
    runJobOf("CallActivity_Deliver");
    assertThat(asked()).containsExactly("reviewPlan", "closeOrder");
    endedAt("EndEvent_OrderCompleted");
  }

  @Test
  void goesThroughAVeryLargeOrderInGroupsAndJoinsThem() {
    when(
        "planDeliveries",
        Map.of("deliveryGroups", groups(list("D-1", "D-2"), list("D-3")), "startNow", true));
    when("reviewPlan", nothingLeft());
    when("closeOrder", Map.of("orderOutcome", "completed"));

    start(Map.of());
    returns(
        "order-decomposition",
        Map.of("orderValid", true, "componentGroups", groups(list("C-1", "C-2"), list("C-3"))));
    runJobsOf("CallActivity_CheckCapacity");
    waitsAt("capacity-check", "capacity-check");

    returns("capacity-check", of("componentIds", list("C-3")), Map.of());
    runsOneAtATime("CallActivity_CheckCapacity");
    runJobOf("CallActivity_CheckCapacity");
    waitsAt("capacity-check");

    returns("capacity-check", of("componentIds", list("C-1", "C-2")), Map.of());
    runJobOf("CallActivity_CheckCapacity");
    runJobsOf("CallActivity_Deliver");
    waitsAt("delivery-group", "delivery-group");
    assertThat(givenToEach("delivery-group"))
        .containsExactlyInAnyOrder(
            Map.of("orderId", ORDER, "deliveryIds", list("D-1", "D-2")),
            Map.of("orderId", ORDER, "deliveryIds", list("D-3")));

    returns("delivery-group", of("deliveryIds", list("D-3")), Map.of());
    runsOneAtATime("CallActivity_Deliver");
    runJobOf("CallActivity_Deliver");
    waitsAt("delivery-group");

    returns("delivery-group", Map.of());
    runJobOf("CallActivity_Deliver");
    endedAt("EndEvent_OrderCompleted");
  }

  @Test
  void asksForNoCapacityWhereNoneIsTaken() {
    when("planDeliveries", deliveries("D-1"));

    start(Map.of());
    returns("order-decomposition", Map.of("orderValid", true, "componentGroups", groups()));

    waitsAt("CallActivity_Deliver");
  }

  @Test
  void rejectsAnOrderThatIsInvalid() {
    start(Map.of());
    returns("order-decomposition", Map.of("orderValid", false, "componentGroups", groups()));

    assertThat(asked()).isEmpty();
    endedAt("EndEvent_OrderRejected");
  }

  @Test
  void deliversWhatANewerPlanHasAdded() {
    when("planDeliveries", deliveries("D-1"));
    when(
        "reviewPlan",
        Map.of("deliveryGroups", groups(list("D-2")), "deliveriesLeft", true),
        nothingLeft());
    when("closeOrder", Map.of("orderOutcome", "partial"));

    planned();
    delivered();

    runJobOf("CallActivity_Deliver");
    assertThat(given("delivery-group")).containsEntry("deliveryIds", list("D-2"));

    returns("delivery-group", Map.of());
    runJobOf("CallActivity_Deliver");

    endedAt("EndEvent_OrderPartiallyCompleted");
  }

  @Test
  void endsAsFailedWhenNothingWasDelivered() {
    when("planDeliveries", deliveries("D-1"));
    when("reviewPlan", nothingLeft());
    when("closeOrder", Map.of("orderOutcome", "failed"));

    planned();
    delivered();

    endedAt("EndEvent_OrderFailed");
  }

  @Test
  void deliversNothingOfAPlanThatIsEmpty() {
    when("planDeliveries", Map.of("deliveryGroups", groups(), "startNow", true));
    when("reviewPlan", nothingLeft());
    when("closeOrder", Map.of("orderOutcome", "completed"));

    planned();

    endedAt("EndEvent_OrderCompleted");
  }

  @Test
  void beginsNothingBeforeItsStartDate() {
    when("planDeliveries", waiting("D-1"));
    when("reviewStart", Map.of("startRefused", false, "startNow", true));

    planned();
    assertThat(asked()).containsExactly("planDeliveries", "promiseDate");
    waitsAt("Task_AwaitStart");

    fire("BoundaryEvent_StartDateReached");
    waitsAt("Task_ReviewStart");
    runJobOf("Task_ReviewStart");

    assertThat(asked()).containsExactly("reviewStart", "promiseDate");
    waitsAt("CallActivity_Deliver");
  }

  @Test
  void givesUpWhatHasWaitedInVain() {
    when("planDeliveries", waiting("D-1"));
    when("reviewStart", Map.of("startRefused", true));

    planned();
    fire("BoundaryEvent_StartDateReached");
    runJobOf("Task_ReviewStart");
    waitsAt("order-cancellation");
    assertThat(given("order-cancellation")).isEqualTo(Map.of("orderId", ORDER));
    returns("order-cancellation", Map.of());

    endedAt("EndEvent_OrderGivenUp");
  }

  @Test
  void promisesAnewAndWaitsOnWhenWhatItWaitsForHasChanged() {
    when("planDeliveries", waiting("D-1"));
    when(
        "reviewStart",
        Map.of("startRefused", false, "startNow", false, "startDate", LATER),
        Map.of("startRefused", false, "startNow", true));

    planned();
    message("start-conditions-changed");
    runJobOf("Task_ReviewStart");
    waitsAt("Task_AwaitStart");

    message("start-conditions-changed");
    runJobOf("Task_ReviewStart");
    waitsAt("CallActivity_Deliver");
  }

  @Test
  void endsAllThatGoesOnWhenItsCancellationIsGranted() {
    when("planDeliveries", deliveries("D-1", "D-2"));
    when("assessCancellation", verdict("granted"));

    planned();
    runJobOf("CallActivity_Deliver");
    message("cancellation-requested");
    waitsAt("delivery-group", "Task_AssessCancellation");
    runJobOf("Task_AssessCancellation");

    waitsAt("order-cancellation");
    assertThat(given("order-cancellation")).isEqualTo(Map.of("orderId", ORDER));
    returns("order-cancellation", Map.of());
    waitsAt();
  }

  @Test
  void goesOnBesideACancellationThatIsAssessedAndDenied() {
    when("planDeliveries", deliveries("D-1"));
    when("assessCancellation", verdict("wait"), verdict("denied"));
    when("reviewPlan", nothingLeft());
    when("closeOrder", Map.of("orderOutcome", "completed"));

    planned();
    message("cancellation-requested");
    runJobOf("Task_AssessCancellation");
    waitsAt("CallActivity_Deliver", "Event_CallsWaitedFor");
    fire("Event_CallsWaitedFor");
    waitsAt("CallActivity_Deliver", "Task_AssessCancellation");
    runJobOf("Task_AssessCancellation");
    waitsAt("CallActivity_Deliver");

    message("cancellation-requested");
    waitsAt("CallActivity_Deliver", "Task_AssessCancellation");
    delivered();
    waitsAt("Task_AssessCancellation");
  }

  @Test
  void isCancelledBeforeItIsDecomposed() {
    when("assessCancellation", verdict("granted"));

    start(Map.of());
    message("cancellation-requested");
    runJobOf("Task_AssessCancellation");

    waitsAt("order-cancellation");
  }

  private static Map<String, Object> waiting(String delivery) {
    return Map.of("deliveryGroups", groups(list(delivery)), "startNow", false, "startDate", LATER);
  }

  private static Map<String, Object> deliveries(String... ids) {
    return Map.of("deliveryGroups", groups(list(ids)), "startNow", true);
  }

  private static Map<String, Object> nothingLeft() {
    return Map.of("deliveryGroups", groups(), "deliveriesLeft", false);
  }

  private static Map<String, Object> verdict(String verdict) {
    return Map.of("cancellationVerdict", verdict);
  }

  private void planned() {
    start(Map.of());
    returns("order-decomposition", valid());
    runJobOf("CallActivity_CheckCapacity");
    returns("capacity-check", Map.of());
    runJobOf("CallActivity_CheckCapacity");
  }

  private void delivered() {
    runJobOf("CallActivity_Deliver");
    returns("delivery-group", Map.of());
    runJobOf("CallActivity_Deliver");
  }

  private static Map<String, Object> valid() {
    return Map.of("orderValid", true, "componentGroups", groups(list("C-1", "C-2")));
  }
}
