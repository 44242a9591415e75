package dev.turnup.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.billing.Billing.Bill;
import dev.turnup.engine.billing.Billing.Bills;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfirmBillingTest extends BillCase {

  @Test
  void completesTheItemWhenItsOneBillIsThere() {
    startBilling.record(internet.internetAccess, AS_ASKED);

    confirmBilling.record(internet.internetAccess, new Bills(List.of(AS_ASKED)));

    assertThat(bills.bill.state()).isEqualTo(BillStart.State.CONFIRMED);
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.COMPLETED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.BILLED, EventKind.ITEM_CLOSED);
  }

  @Test
  void fallsOutWhenThereIsNoBillOrMoreThanOne() {
    startBilling.record(internet.internetAccess, AS_ASKED);
    Bill ended = new Bill("B-0", "terminated", ACCEPTED, "A-1");

    assertThat(confirmed(List.of(ended))).isEqualTo("bill-missing");
    assertThat(confirmed(List.of(AS_ASKED, AS_ASKED))).isEqualTo("billed-twice");
    assertThat(internet.stateOfItem()).isEqualTo(ItemState.IN_PROGRESS);
  }
}
