package dev.turnup.engine.billing;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.SITE;
import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.billing.BillCase.SilentBilling;
import dev.turnup.engine.billing.Billing.Charge;
import dev.turnup.engine.billing.Billing.Charged;
import dev.turnup.engine.order.CancellationsInMemory;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import org.junit.jupiter.api.Test;

class ChargeCancellationTest {

  private final Planning planning = new Planning();
  private final ChargeCancellation chargeCancellation =
      new ChargeCancellation(
          new SilentBilling(),
          planning.orders,
          planning.components,
          new CancellationsInMemory(),
          planning.timeline,
          planning.siteClock,
          planning.clock);

  private final OrderId order = planning.roomForAll(item("1", "internet-300"));
  private final ComponentId line = planning.the(order, "access-line").id();

  @Test
  void asksForTheChargeOfAComponent() {
    Charge request = chargeCancellation.requestFor(line);

    assertThat(request.code()).isEqualTo("cancellation");
    assertThat(request.reason()).startsWith("access-line ");
    assertThat(request.customer()).isEqualTo("C-1");
    assertThat(request.day()).isEqualTo(MONDAY);
    assertThat(request.subject().component()).contains(line);
    assertThat(request.subject().site()).contains(SITE);
    assertThat(chargeCancellation.intentOf(line)).contains(line.toString());
  }

  @Test
  void writesItDownUnlessItIsAnother() {
    assertThat(chargeCancellation.record(line, new Charged("CHARGE-1", "missed-visit", MONDAY)))
        .isInstanceOf(FellOut.class);
    assertThat(chargeCancellation.record(line, new Charged("CHARGE-2", "cancellation", MONDAY)))
        .isEqualTo(StepResult.done());

    assertThat(planning.timeline.kinds()).containsOnlyOnce(EventKind.CANCELLATION_CHARGED);
  }
}
