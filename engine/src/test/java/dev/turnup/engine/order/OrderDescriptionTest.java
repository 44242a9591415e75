package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.NextEvents.Kind;
import dev.turnup.engine.order.NextEvents.NextEvent;
import dev.turnup.engine.order.OrderPlans.Delivery;
import dev.turnup.engine.order.OrderPlans.Plan;
import dev.turnup.engine.order.OrderPlans.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderDescriptionTest {

  private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);

  @Test
  void namesPeopleFirst() {
    assertThat(
            waitingFor(
                    event(Kind.JOB, "Await ready date", Duration.ofDays(1), ""),
                    event(Kind.PERSON, "Install on site", Duration.ofDays(2), "field"),
                    event(Kind.OUTSIDE_CALL, "Activate service", Duration.ZERO, ""))
                .whyItWaits())
        .isEqualTo("Install on site waits for field.");
  }

  @Test
  void namesWhatKeepsACallFromGoingThrough() {
    NextEvent failed =
        new NextEvent(
            Kind.OUTSIDE_CALL,
            "Start billing",
            NOW,
            Optional.of(NOW.plus(Duration.ofMinutes(5))),
            Optional.empty(),
            Optional.of("it failed with http-503 and is tried again"));

    assertThat(
            waitingFor(event(Kind.MESSAGE, "Await prerequisites", Duration.ZERO, ""), failed)
                .whyItWaits())
        .isEqualTo(
            "Start billing waits: it failed with http-503 and is tried again, next at "
                + Moments.told(NOW.plus(Duration.ofMinutes(5)), BERLIN)
                + ".");
  }

  @Test
  void tellsAJobThatRunsFromOneThatWaits() {
    assertThat(
            waitingFor(
                    event(Kind.JOB, "Plan deliveries", Duration.ZERO, ""),
                    event(Kind.JOB, "Await ready date", Duration.ofDays(3), ""))
                .whyItWaits())
        .isEqualTo("Plan deliveries is about to run; Await ready date waits for its time.");
  }

  @Test
  void saysTheSameOnce() {
    assertThat(
            waitingFor(
                    event(Kind.MESSAGE, "Await prerequisites", Duration.ofDays(1), ""),
                    event(Kind.MESSAGE, "Await prerequisites", Duration.ofDays(1), ""))
                .whyItWaits())
        .isEqualTo("Await prerequisites: goes on when there is word of it.");
  }

  @Test
  void saysThatAnOrderIsStuckWhenNothingWillMoveIt() {
    OrderDescription stuck = waitingFor();

    assertThat(stuck.isStuck()).isTrue();
    assertThat(stuck.whyItWaits()).isEqualTo("Nothing is going to move it: it is stuck.");
  }

  @Test
  void doesNotTakeAnEndForBeingStuck() {
    OrderDescription ended = described(OrderState.COMPLETED, List.of(), noPlan());

    assertThat(ended.isStuck()).isFalse();
    assertThat(ended.whyItWaits()).isEqualTo("It has ended: everything is delivered.");
  }

  @Test
  void projectsTheLastOpenDeliveryByItsVisitOrElseItsReadyDate() {
    Visit visit =
        new Visit(
            "anna",
            "booked",
            MONDAY.plusDays(2).atTime(8, 0).atZone(BERLIN).toInstant(),
            MONDAY.plusDays(2).atTime(10, 0).atZone(BERLIN).toInstant(),
            BERLIN);
    Plan plan =
        new Plan(
            List.of(
                new Delivery(
                    1, "started", Optional.of(MONDAY), Optional.of(visit), Optional.empty()),
                new Delivery(
                    2,
                    "planned",
                    Optional.of(MONDAY.plusDays(1)),
                    Optional.empty(),
                    Optional.empty()),
                new Delivery(
                    3,
                    "delivered",
                    Optional.of(MONDAY.plusDays(9)),
                    Optional.empty(),
                    Optional.empty())),
            List.of());

    assertThat(described(OrderState.IN_PROGRESS, List.of(), plan).projectedDate())
        .contains(MONDAY.plusDays(2));
    assertThat(described(OrderState.COMPLETED, List.of(), noPlan()).projectedDate()).isEmpty();
  }

  private static OrderDescription waitingFor(NextEvent... events) {
    return described(OrderState.IN_PROGRESS, List.of(events), noPlan());
  }

  private static OrderDescription described(OrderState state, List<NextEvent> next, Plan plan) {
    ProductOrder order =
        new ProductOrder(
            new ProductOrder.Header(
                new OrderId("PO-1"),
                "crm",
                Optional.empty(),
                new Customer("C-1", "Anna", "standard", Optional.empty(), Optional.empty()),
                NOW,
                Optional.empty(),
                Optional.empty()),
            state,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            0);
    return new OrderDescription(order, NOW, BERLIN, plan, next, List.of(), List.of(), List.of());
  }

  private static Plan noPlan() {
    return new Plan(List.of(), List.of());
  }

  private static NextEvent event(Kind kind, String label, Duration wait, String who) {
    return new NextEvent(
        kind,
        label,
        NOW,
        Optional.of(NOW.plus(wait)),
        Optional.of(who).filter(each -> !each.isEmpty()),
        Optional.empty());
  }
}
