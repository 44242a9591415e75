package dev.turnup.engine.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.UnknownOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestCancellationTest extends CancellationCase {

  @Test
  void answersAtOnceWhereThereIsNothingToAssess() {
    when(fulfillment.assessCancellation(any())).thenReturn(false);
    requestCancellation.of(order, Optional.empty(), "{}", Optional.empty());
    assertThat(cancellations.all().get(0).refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("before orders could be cancelled"));

    request();
    assessCancellation.forOrder(order);
    giveUpOrder.forOrder(order);
    closeCancellation.forOrder(order);
    requestCancellation.of(order, Optional.empty(), "{}", Optional.empty());
    assertThat(cancellations.all().get(2).refusal()).contains("the order is cancelled already");
  }

  /** Each is kept whole, and read at every move. */
  @Test
  void keepsOnlySoManyThatAreOpen() {
    for (int i = 0; i < 10; i++) {
      request();
    }

    assertThatThrownBy(this::request)
        .isInstanceOfSatisfying(
            ChangeRefused.class,
            refusal ->
                assertThat(refusal.reason()).isEqualTo(ChangeRefused.Reason.CANCELLATION_ASKED));
    assertThat(cancellations.all()).hasSize(10);
  }

  @Test
  void cancelsNothingThatWasDeletedMeanwhileOrBelongsToOthers() {
    assertThatThrownBy(
            () -> requestCancellation.of(order, Optional.of("stranger"), "{}", Optional.empty()))
        .isInstanceOf(UnknownOrder.class);
    planning.orders.hide(order, planning.clock.instant());
    assertThatThrownBy(this::request).isInstanceOf(UnknownOrder.class);
    assertThat(cancellations.all()).isEmpty();
  }
}
