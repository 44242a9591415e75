package dev.turnup.engine.billing;

import static dev.turnup.engine.decomposition.ComponentState.ACTIVE;
import static dev.turnup.engine.decomposition.ComponentState.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.billing.Billing.Bill;
import dev.turnup.engine.billing.Billing.BillRequest;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import org.junit.jupiter.api.Test;

class StartBillingTest extends BillCase {

  @Test
  void billsFromTheDayOfAcceptanceAsTheCatalogueSays() {
    internet.with(ACTIVE, internet.internetAccess);

    BillRequest request = startBilling.requestFor(internet.internetAccess);

    assertThat(request.product()).isEqualTo(internet.order + "-1");
    assertThat(request.offering()).isEqualTo("internet-300");
    assertThat(request.paymentMode()).isEqualTo("postpaid");
    assertThat(request.effective()).isEqualTo(ACCEPTED);
    assertThat(request.customer()).isEqualTo("C-internet");
  }

  @Test
  void asksForNoBillOfWhatIsNotActive() {
    internet.with(VERIFIED, internet.internetAccess);

    assertThatThrownBy(() -> startBilling.requestFor(internet.internetAccess))
        .hasMessageContaining("not active");
  }

  @Test
  void writesDownTheBillOnce() {
    startBilling.record(internet.internetAccess, AS_ASKED);

    assertThat(startBilling.record(internet.internetAccess, AS_ASKED)).isEqualTo(StepResult.done());

    assertThat(bills.bill.state()).isEqualTo(BillStart.State.STARTED);
    assertThat(bills.bill.reference()).contains("B-1");
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.BILLED);
  }

  @Test
  void fallsOutWhenSomethingElseIsBilledThanWasAsked() {
    StepResult result =
        startBilling.record(
            internet.internetAccess, new Bill("B-1", "active", ACCEPTED.minusDays(1), "A-1"));

    assertThat(((FellOut) result).failure().code()).isEqualTo("bill-differs");
    assertThat(bills.bill.state()).isEqualTo(BillStart.State.DUE);
  }
}
