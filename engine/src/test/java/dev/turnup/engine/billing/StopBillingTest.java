package dev.turnup.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.billing.BillStops.EndedBill;
import dev.turnup.engine.billing.Billing.BillStop;
import dev.turnup.engine.billing.Billing.StoppedBill;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopBillingTest extends BillCase {

  /** At the site it is Tuesday already. */
  private static final LocalDate TODAY = LocalDate.parse("2026-03-03");

  private final List<EndedBill> ended = new ArrayList<>();
  private final StopBilling stopBilling =
      new StopBilling(
          internet.orders,
          internet.components,
          bills,
          this::isNews,
          new SilentBilling(),
          internet.siteClock,
          internet.timeline,
          internet.clock);

  @Test
  void endsWhatAnEndingProductIsChargedToday() {
    internet.doing(ComponentAction.CEASE, internet.internetAccess);

    BillStop request = stopBilling.requestFor(internet.internetAccess);

    assertThat(request.product()).isEqualTo(internet.order + "-1");
    assertThat(request.customer()).isEqualTo("C-internet");
    assertThat(request.effective()).isEqualTo(TODAY);
  }

  @Test
  void endsWhatAChangedProductWasChargedWhenItsNewBillBegins() {
    bills.bill = starting(TODAY.plusDays(3));
    internet.doing(ComponentAction.MODIFY, internet.internetAccess);

    assertThat(stopBilling.requestFor(internet.internetAccess).effective())
        .isEqualTo(TODAY.plusDays(3));
  }

  @Test
  void endsTheChargeOfAProductOnceHoweverManyOfItsComponentsAreBilled() {
    ComponentId second = internet.billed("static-address");

    assertThat(stopBilling.intentOf(second))
        .isEqualTo(stopBilling.intentOf(internet.internetAccess))
        .contains(internet.internetAccess.toString());
  }

  @Test
  void writesTheEndDownOnce() {
    internet.doing(ComponentAction.CEASE, internet.internetAccess);
    StoppedBill answer = new StoppedBill("B-1", true, Optional.of(TODAY.minusDays(1)));

    assertThat(stopBilling.record(internet.internetAccess, answer)).isEqualTo(StepResult.done());
    assertThat(stopBilling.record(internet.internetAccess, answer)).isEqualTo(StepResult.done());

    assertThat(ended)
        .containsExactly(
            new EndedBill(
                internet.order,
                InternetOrder.ITEM,
                internet.order + "-1",
                TODAY.minusDays(1),
                "B-1",
                InternetOrder.NOW));
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.BILL_STOPPED);
  }

  @Test
  void fallsOutWhenTheBillGoesOn() {
    internet.doing(ComponentAction.CEASE, internet.internetAccess);

    assertThat(codeOf(new StoppedBill("B-1", false, Optional.of(TODAY))))
        .isEqualTo("bill-not-stopped");
    assertThat(codeOf(new StoppedBill("B-1", true, Optional.empty())))
        .isEqualTo("bill-not-stopped");
    assertThat(ended).isEmpty();
  }

  @Test
  void fallsOutWhenThereWouldBeAGapBeforeTheNewBill() {
    bills.bill = starting(TODAY);
    internet.doing(ComponentAction.MODIFY, internet.internetAccess);

    assertThat(codeOf(new StoppedBill("B-1", true, Optional.of(TODAY.minusDays(1)))))
        .isEqualTo("bill-differs");
  }

  private String codeOf(StoppedBill answer) {
    StepResult result = stopBilling.record(internet.internetAccess, answer);
    return ((FellOut) result).failure().code();
  }

  private BillStart starting(LocalDate day) {
    return new BillStart(
        internet.order,
        InternetOrder.ITEM,
        internet.internetAccess,
        BillStart.State.DUE,
        day,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private boolean isNews(EndedBill bill) {
    return !ended.contains(bill) && ended.add(bill);
  }
}
