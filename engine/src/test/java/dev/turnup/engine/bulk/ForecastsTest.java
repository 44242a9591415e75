package dev.turnup.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.bulk.OrderSketch.Fallen;
import dev.turnup.engine.cancellation.ForetellCancellation;
import dev.turnup.engine.cancellation.ForetellCancellation.Foretold;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.RequestCancellation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are told before they start a run. */
class ForecastsTest {

  private static final Selection ONE = new Selection.Numbers(List.of(new OrderId("PO-1001")));
  private static final OrderSketch MOVING = order(OrderState.IN_PROGRESS, List.of());
  private static final OrderSketch ENDED = order(OrderState.COMPLETED, List.of());

  private final ForetellCancellation foretellCancellation = mock(ForetellCancellation.class);
  private final OfferedAction retry =
      new RetryFallouts(
          mock(FalloutBook.class), mock(FalloutWork.class), mock(RecheckFallouts.class));
  private final OfferedAction cancel =
      new CancelOrders(
          mock(Orders.class),
          mock(Cancellations.class),
          mock(RequestCancellation.class),
          foretellCancellation);
  private final OfferedAction prioritise =
      new ChangePriority(mock(ChangePriority.Priorities.class));
  private final OfferedAction note = new LeaveNotes(mock(Orders.class), mock(LeaveNote.class));

  private static OrderSketch order(OrderState state, List<Fallen> fallouts) {
    return new OrderSketch(new OrderId("PO-1001"), state, "2", false, false, fallouts);
  }

  private static Fallen fallen(String step, String system, boolean forAPerson) {
    return new Fallen(
        step, step + "/rejected", system, forAPerson ? "open" : "waiting-to-retry", forAPerson);
  }

  @Test
  void fallenStepsThatSomebodyIsAskedAboutAreTriedAgain() {
    OrderSketch fellOut =
        order(
            OrderState.HELD,
            List.of(
                fallen("network.verify-service", "network", true),
                fallen("billing.start-billing", "billing", true),
                fallen("inventory.record-service", "inventory", false)));

    assertThat(retry.forecast(fellOut, Map.of()).words())
        .isEqualTo("billing.start-billing, network.verify-service is tried again");
    assertThat(retry.forecast(fellOut, Map.of("system", "billing")).words())
        .isEqualTo("billing.start-billing is tried again");
    assertThat(
            retry
                .forecast(
                    order(
                        OrderState.HELD,
                        List.of(new Fallen("billing.start-billing", "", "", "in-hand", true))),
                    Map.of())
                .words())
        .isEqualTo("billing.start-billing (somebody has it) is tried again");
    assertThat(retry.forecast(fellOut, Map.of("system", "inventory")))
        .isEqualTo(Forecast.not("nobody is asked about it now: waiting-to-retry"));
    assertThat(retry.forecast(MOVING, Map.of()).possible()).isFalse();
  }

  @Test
  void whoeverSelectsByACauseMeansItsFallouts() {
    Selection ofOneCause =
        new Selection.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("network/rejected"),
            Optional.of("network"));

    assertThat(retry.checked(Map.of(), ofOneCause))
        .isEqualTo(Map.of("fingerprint", "network/rejected", "system", "network"));
    assertThat(retry.checked(Map.of(), ONE)).isEmpty();
    isRefused(retry, Map.of("colour", "red"));
  }

  @Test
  void anOrderThatHasEndedIsNeitherCancelledNorPrioritised() {
    assertThat(cancel.forecast(ENDED, Map.of()))
        .isEqualTo(Forecast.not("the order has ended: completed"));
    assertThat(prioritise.forecast(ENDED, Map.of("priority", "1")).possible()).isFalse();
    assertThat(prioritise.forecast(MOVING, Map.of("priority", "1")))
        .isEqualTo(Forecast.that("priority becomes 1"));
    assertThat(prioritise.forecast(MOVING, Map.of("priority", "2")).possible()).isFalse();
    isRefused(cancel, Map.of("reason", "x"));
    isRefused(prioritise, Map.of());
    isRefused(prioritise, Map.of("priority", "9"));
  }

  @Test
  void ordersAreCancelledForNothingAtAPriceOrNotAtAll() {
    when(foretellCancellation.of(MOVING.id()))
        .thenReturn(
            new Foretold(Optional.empty(), ""),
            new Foretold(Optional.empty(), "access-line"),
            new Foretold(Optional.of("switched on already: router"), ""));

    assertThat(cancel.forecast(MOVING, Map.of())).isEqualTo(Forecast.that("it is cancelled"));
    assertThat(cancel.forecast(MOVING, Map.of()))
        .isEqualTo(Forecast.that("it is cancelled, at a price for access-line"));
    assertThat(cancel.forecast(MOVING, Map.of()))
        .isEqualTo(Forecast.not("it cannot be cancelled: switched on already: router"));
  }

  @Test
  void aNoteIsLeftWhateverBecameOfTheOrderUnlessItIsErased() {
    assertThat(note.forecast(ENDED, Map.of("text", "Hello")))
        .isEqualTo(Forecast.that("a note is left"));
    assertThat(
            note.forecast(
                    new OrderSketch(ENDED.id(), OrderState.COMPLETED, "", true, false, List.of()),
                    Map.of("text", "Hello"))
                .possible())
        .isFalse();
    isRefused(note, Map.of());
    isRefused(note, Map.of("text", " "));
    isRefused(note, Map.of("text", "x".repeat(2_001)));
    isRefused(note, Map.of("text", "x", "tellCaller", "perhaps"));
  }

  private static void isRefused(OfferedAction action, Map<String, String> parameters) {
    assertThatThrownBy(() -> action.checked(parameters, ONE)).isInstanceOf(Refused.class);
  }
}
