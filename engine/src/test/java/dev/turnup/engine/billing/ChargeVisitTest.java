package dev.turnup.engine.billing;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.SITE;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.billing.BillCase.SilentBilling;
import dev.turnup.engine.billing.Billing.Charge;
import dev.turnup.engine.billing.Billing.Charged;
import dev.turnup.engine.delivery.MissedVisit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import dev.turnup.engine.order.VisitId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChargeVisitTest {

  private final Planning planning = new Planning();
  private final ChargeVisit chargeVisit =
      new ChargeVisit(
          new SilentBilling(),
          planning.orders,
          planning.components,
          planning.missedVisits,
          planning.timeline,
          planning.clock);

  private final OrderId order = planning.roomForAll(item("1", "internet-300"));
  private final DeliveryId delivery = planning.planDeliveries.forOrder(order).deliveries().get(0);

  @Test
  void asksForTheChargeThatTheTableSaid() {
    VisitId visit = missed(Optional.of(new MissedVisit.Charge("missed-visit", "nobody there")));

    Charge request = chargeVisit.requestFor(visit);

    assertThat(request.code()).isEqualTo("missed-visit");
    assertThat(request.reason()).isEqualTo("nobody there");
    assertThat(request.customer()).isEqualTo("C-1");
    assertThat(request.day()).isEqualTo(MONDAY);
    assertThat(request.subject().delivery()).contains(delivery);
    assertThat(request.subject().site()).contains(SITE);
    assertThat(chargeVisit.intentOf(visit)).contains(visit.toString());
  }

  @Test
  void writesTheChargeDownOnce() {
    VisitId visit = missed(Optional.of(new MissedVisit.Charge("missed-visit", "nobody there")));
    Charged answer = new Charged("CHARGE-1", "missed-visit", MONDAY);

    assertThat(chargeVisit.record(visit, answer)).isEqualTo(StepResult.done());
    assertThat(chargeVisit.record(visit, answer)).isEqualTo(StepResult.done());

    assertThat(planning.missedVisits.get(visit).reference()).contains("CHARGE-1");
    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.VISIT_CHARGED);
  }

  @Test
  void fallsOutWhereBillingChargedSomethingElse() {
    VisitId visit = missed(Optional.of(new MissedVisit.Charge("missed-visit", "nobody there")));

    for (Charged answer :
        new Charged[] {
          new Charged("CHARGE-1", "gold", MONDAY),
          new Charged("CHARGE-1", "missed-visit", MONDAY.plusDays(1))
        }) {
      assertThat(chargeVisit.record(visit, answer))
          .isInstanceOfSatisfying(
              FellOut.class,
              fellOut -> {
                assertThat(fellOut.failure().code()).isEqualTo("charge-differs");
                assertThat(fellOut.failure().message()).contains("undo it there");
              });
    }
    assertThat(planning.missedVisits.get(visit).reference()).isEmpty();
  }

  @Test
  void neverChargesWhatCostsNothing() {
    VisitId visit = missed(Optional.empty());

    assertThatThrownBy(() -> chargeVisit.requestFor(visit))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("costs nothing");
  }

  private VisitId missed(Optional<MissedVisit.Charge> charge) {
    VisitId id = new VisitId(UUID.randomUUID());
    planning.missedVisits.add(
        new MissedVisit(id, order, delivery, MONDAY, charge, Optional.empty()),
        planning.clock.instant());
    return id;
  }
}
