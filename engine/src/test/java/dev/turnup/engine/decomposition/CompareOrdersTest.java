package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.OtherOrders.Named;
import dev.turnup.engine.decomposition.OtherOrders.Overlap;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.TimelineEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of an order that names others to wait for. */
class CompareOrdersTest {

  private static final OrderId EARLIER = new OrderId("PO-17");

  private final Planning planning = new Planning();
  private final RefuseStart refuseStart =
      new RefuseStart(
          planning.orders,
          planning.compareOrders,
          planning.tables,
          planning.notes,
          planning.timeline,
          planning.clock);

  @Test
  void tellsForWhichOrdersItWaits() {
    name(OrderState.IN_PROGRESS);

    OrderId order = decomposed();

    assertThat(planning.applyOrderRules.forOrder(order).verdict()).isEqualTo(Verdict.VALID);
    assertThat(planning.timeline.last())
        .returns(EventKind.WAITING, TimelineEntry::kind)
        .returns(Map.of("earlier", "PO-17"), TimelineEntry::facts);
    assertThat(planning.notes.of(order))
        .extracting(Notes.Note::text)
        .containsExactly("Order starts after PO-17");
  }

  @Test
  void rejectsAnOrderThatNamesOneThatHasFailedOrThatNobodyKnows() {
    name(OrderState.FAILED);
    planning.others.named.add(new Named(new OrderId("PO-18"), Optional.empty(), false));

    OrderId order = decomposed();

    assertThat(planning.applyOrderRules.forOrder(order).verdict()).isEqualTo(Verdict.INVALID);
    assertThat(planning.findings.of(order))
        .extracting(Finding::code)
        .containsExactly("earlier-order-failed", "unknown-earlier-order");
  }

  @Test
  void givesUpWhatHasWaitedInVain() {
    name(OrderState.IN_PROGRESS);
    OrderId order = decomposed();
    planning.applyOrderRules.forOrder(order);
    assertThat(refuseStart.ofOrder(order)).isFalse();

    planning.others.named.clear();
    name(OrderState.CANCELLED);

    assertThat(refuseStart.ofOrder(order)).isTrue();
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.PENDING_CANCELLATION);
    assertThat(planning.timeline.last().told()).contains("in vain", "order PO-17");
  }

  @Test
  void startsWhenTheTableAcceptsHowTheOtherEnded() {
    planning.tables.verdict("earlier-order-partial", "accept");
    name(OrderState.PARTIAL);
    OrderId order = decomposed();

    assertThat(planning.applyOrderRules.forOrder(order).verdict()).isEqualTo(Verdict.VALID);
    assertThat(refuseStart.ofOrder(order)).isFalse();
  }

  @Test
  void waitsForAnOrderAboutTheSameProduct() {
    planning.tables.verdict("product-being-modified", "wait");
    planning.tables.verdict("unknown-product", "repair");
    OrderId order = decomposed();
    planning.others.aboutTheSame.add(
        new Overlap(new ItemId("1"), EARLIER, new ItemId("7"), ItemAction.MODIFY));
    planning.findings.add(
        order,
        List.of(new Finding("unknown-product", Optional.of(new ItemId("1")), "product 4711")));

    assertThat(planning.applyOrderRules.forOrder(order).verdict()).isEqualTo(Verdict.WAITING);
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.PENDING);
    assertThat(planning.timeline.last().told())
        .isEqualTo("Order waits for PO-17: item 1: product being modified (order PO-17, item 7)");

    int told = planning.notes.of(order).size();
    planning.decomposeItems.forOrder(order);
    assertThat(planning.applyOrderRules.forOrder(order).verdict()).isEqualTo(Verdict.WAITING);
    assertThat(planning.notes.of(order)).hasSize(told);

    planning.others.aboutTheSame.clear();
    planning.decomposeItems.forOrder(order);
    assertThat(planning.applyOrderRules.forOrder(order).verdict()).isEqualTo(Verdict.VALID);
    assertThat(planning.others.waitingFor(EARLIER)).isEmpty();
  }

  @Test
  void looksAgainIfTheOtherOrderEndsInThatMoment() {
    planning.tables.verdict("product-being-deleted", "wait");
    OrderId order = decomposed();
    planning.others.aboutTheSame.add(
        new Overlap(new ItemId("1"), EARLIER, new ItemId("7"), ItemAction.DELETE));
    planning.others.endingNow.add(EARLIER);

    assertThatThrownBy(() -> planning.applyOrderRules.forOrder(order))
        .isInstanceOf(StaleVersion.class);
  }

  private void name(OrderState state) {
    planning.others.named.add(new Named(EARLIER, Optional.of(state), false));
  }

  private OrderId decomposed() {
    OrderId order = planning.accepted(item("1", "tv-basic"));
    planning.decomposeItems.forOrder(order);
    return order;
  }
}
