package dev.turnup.engine.activation;

import static dev.turnup.engine.decomposition.ComponentState.CANCELLED;
import static dev.turnup.engine.decomposition.ComponentState.CEASED;
import static dev.turnup.engine.decomposition.ComponentState.DEACTIVATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.activation.ServiceInventory.Retirement;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.StepResult.FellOut;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetireServiceTest {

  private static final Entry ENDED = new Entry("I-1", false, Optional.empty());

  private final InternetOrder internet = new InternetOrder();
  private final RetireService retireService =
      new RetireService(
          internet.orders,
          internet.components,
          internet.records,
          new SilentInventory(),
          internet.timeline,
          internet.clock);

  @BeforeEach
  void isOff() {
    internet.doing(ComponentAction.CEASE, internet.router).with(DEACTIVATED, internet.router);
  }

  @Test
  void endsTheEntryThatIsThereNow() {
    Retirement request = retireService.requestFor(internet.router);

    assertThat(request.reference()).isEqualTo("SRV-router");
    assertThat(request.ended()).isEqualTo(InternetOrder.NOW);
    assertThat(retireService.intentOf(internet.router)).contains(internet.router + ":1");
  }

  @Test
  void endsTheComponentOnce() {
    assertThat(retireService.record(internet.router, ENDED)).isEqualTo(StepResult.done());
    assertThat(retireService.record(internet.router, ENDED)).isEqualTo(StepResult.done());

    assertThat(internet.stateOf(internet.router)).isEqualTo(CEASED);
    assertThat(internet.timeline.kinds()).containsExactly(EventKind.RETIRED);
  }

  @Test
  void fallsOutWhenTheInventoryStillHasIt() {
    StepResult result =
        retireService.record(
            internet.router, new Entry("I-1", true, Optional.of(InternetOrder.NOW)));

    assertThat(((FellOut) result).failure().code()).isEqualTo("not-retired");
    assertThat(internet.stateOf(internet.router)).isEqualTo(DEACTIVATED);
  }

  @Test
  void fallsOutWhenItWasToStayMeanwhile() {
    internet.with(CANCELLED, internet.router);

    StepResult result = retireService.record(internet.router, ENDED);

    assertThat(((FellOut) result).failure().code()).isEqualTo("component-given-up");
  }
}
