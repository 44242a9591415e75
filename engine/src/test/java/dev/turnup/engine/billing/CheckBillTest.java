package dev.turnup.engine.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.InternetOrder;
import dev.turnup.engine.decomposition.ComponentAction;
import org.junit.jupiter.api.Test;

class CheckBillTest {

  private final InternetOrder internet = new InternetOrder();
  private final CheckBill checkBill = new CheckBill(internet.components);

  @Test
  void endsTheBillWithWhatIsBilled() {
    internet.doing(ComponentAction.CEASE, internet.internetAccess);

    assertThat(checkBill.endsWith(internet.internetAccess)).isTrue();
  }

  @Test
  void endsNoBillWithWhatIsNot() {
    internet.doing(ComponentAction.CEASE, internet.router, internet.internetAccess);

    assertThat(checkBill.endsWith(internet.router)).isFalse();
  }

  @Test
  void leavesTheBillToWhatTheItemIsBilledForInItsPlace() {
    internet.doing(ComponentAction.CEASE, internet.internetAccess).billed("internet-over-air");

    assertThat(checkBill.endsWith(internet.internetAccess)).isFalse();
  }
}
