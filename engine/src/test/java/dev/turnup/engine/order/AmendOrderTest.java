package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmendOrderTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Customer OTHER =
      new Customer("C-2", "Grace", "gold", Optional.of("grace@example.org"), Optional.empty());

  private final OrdersInMemory orders = new OrdersInMemory();
  private final TimelineInMemory timeline = new TimelineInMemory();
  private final List<OrderId> replanned = new ArrayList<>();
  private final List<OrderId> notesShown = new ArrayList<>();
  private final List<OrderId> prioritised = new ArrayList<>();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final AmendOrder amendOrder =
      new AmendOrder(
          orders,
          timeline,
          new Fulfillment() {
            @Override
            public boolean assessCancellation(OrderId id) {
              throw new AssertionError("nobody cancels");
            }

            @Override
            public void endFallouts(OrderId id) {
              throw new AssertionError("nobody cancels");
            }

            @Override
            public void start(OrderId id) {}

            @Override
            public void showNotes(OrderId id) {
              notesShown.add(id);
            }

            @Override
            public void replan(OrderId id) {
              replanned.add(id);
            }

            @Override
            public void prioritise(OrderId id) {
              prioritised.add(id);
            }
          },
          clock);
  private final DeleteOrder deleteOrder = new DeleteOrder(orders, timeline, clock);

  @Test
  void givesTheOrderAnotherCustomerButNoOtherCaller() {
    ProductOrder order = order();

    amendOrder.of(order, () -> Optional.of(amendment(false, "relatedParty", "note")));

    ProductOrder after = orders.get(order.id());
    assertThat(after.header().customer()).isEqualTo(OTHER);
    assertThat(after.header().caller()).isEqualTo("crm");
    assertThat(timeline.last().kind()).isEqualTo(EventKind.AMENDED);
    assertThat(timeline.last().facts()).containsEntry("fieldPath", "relatedParty, note");
    assertThat(replanned).isEmpty();
    assertThat(notesShown).containsExactly(order.id());
    assertThat(prioritised).as("the tier may be another").containsExactly(order.id());
  }

  @Test
  void hasTheOrderPlannedAnewWhereItsWindowMoves() {
    ProductOrder order = order();

    amendOrder.of(order, () -> Optional.of(amendment(true, "requestedStartDate")));

    assertThat(replanned).containsExactly(order.id());
  }

  @Test
  void doesNothingWhereNothingChanges() {
    ProductOrder order = order();

    amendOrder.of(order, Optional::empty);

    assertThat(orders.get(order.id()).version()).isEqualTo(order.version());
    assertThat(timeline.kinds()).isEmpty();
    assertThat(prioritised).isEmpty();
  }

  @Test
  void leavesWhatHasEndedAndDeletesNothingElse() {
    ProductOrder running = order();
    ProductOrder ended = order();
    ended.items().forEach(item -> ended.moveItem(item.id(), ItemState.FAILED, NOW));
    ended.close(NOW);

    ChangeRefused late =
        catchThrowableOfType(
            ChangeRefused.class,
            () ->
                amendOrder.of(
                    ended,
                    () -> {
                      throw new AssertionError("nobody asks what is to change");
                    }));
    ChangeRefused early = catchThrowableOfType(ChangeRefused.class, () -> deleteOrder.of(running));
    deleteOrder.of(ended);

    assertThat(late.reason()).isEqualTo(ChangeRefused.Reason.ORDER_ENDED);
    assertThat(late).hasMessage("order " + ended.id() + " has ended: failed");
    assertThat(early.reason()).isEqualTo(ChangeRefused.Reason.ORDER_RUNS);
    assertThat(orders.find(ended.id())).isEmpty();
    assertThat(orders.find(running.id())).isPresent();
    assertThat(timeline.kinds()).containsExactly(EventKind.DELETED);
  }

  /** Nothing is planned, promised or told anew that is about to be called off. */
  @Test
  void movesNothingOfWhatIsBeingCancelled() {
    ProductOrder order = order();
    order.assessCancellation(NOW);
    orders.update(order);
    ProductOrder assessed = orders.get(order.id());

    ChangeRefused refusal =
        catchThrowableOfType(
            ChangeRefused.class,
            () ->
                amendOrder.of(
                    assessed, () -> Optional.of(amendment(true, "requestedCompletionDate"))));
    amendOrder.of(assessed, () -> Optional.of(amendment(false, "note")));

    assertThat(refusal.reason()).isEqualTo(ChangeRefused.Reason.BEING_CANCELLED);
    assertThat(replanned).isEmpty();
    assertThat(timeline.kinds()).containsExactly(EventKind.AMENDED);
  }

  private ProductOrder order() {
    return orders.get(orders.inProgress(Submissions.triplePlay("key"), NOW.minusSeconds(60)).id());
  }

  private static Amendment amendment(boolean windowMoved, String... attributes) {
    return new Amendment(
        "{}",
        Optional.empty(),
        OTHER,
        Optional.of(NOW.minusSeconds(3600)),
        Optional.empty(),
        windowMoved,
        List.of(attributes));
  }
}
