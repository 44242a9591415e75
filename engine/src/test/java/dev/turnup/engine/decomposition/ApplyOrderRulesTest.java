package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.relying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ApplyOrderRules.Ruling;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.OtherOrders.Overlap;
import dev.turnup.engine.decomposition.ReviseOrder.Correction;
import dev.turnup.engine.decomposition.ReviseOrder.Decision;
import dev.turnup.engine.decomposition.ReviseOrder.Revision;
import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.TimelineEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Apply order rules, Revise order and Reject order: what becomes of what was found. */
class ApplyOrderRulesTest {

  private final Planning planning = new Planning();
  private final ReviseOrder reviseOrder =
      new ReviseOrder(
          planning.orders,
          planning.findings,
          planning.others,
          planning.tables,
          planning.timeline,
          planning.notes);
  private final RejectOrder rejectOrder =
      new RejectOrder(
          planning.orders,
          planning.findings,
          planning.tables,
          planning.timeline,
          planning.notes,
          planning.clock);

  @Test
  void letsAValidOrderGoOn() {
    OrderId order = planning.accepted(item("1", "internet-300"));

    Ruling ruling = ruled(order);

    assertThat(ruling.verdict()).isEqualTo(Verdict.VALID);
    assertThat(ruling.componentsToCheck())
        .containsExactly(
            planning.the(order, "internet-access").id(), planning.the(order, "access-line").id());
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.IN_PROGRESS);
    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.DECOMPOSED);
  }

  @Test
  void givesTheOrderDeskWhatCanBeRepaired() {
    OrderId order = planning.accepted(inTheSea("1"));

    Ruling ruling = ruled(order);

    assertThat(ruling.verdict()).isEqualTo(Verdict.REPAIRABLE);
    Assignment repair = ruling.repair().orElseThrow();
    assertThat(repair.file().situation()).contains("item 1", "unknown territory", "00000");
    assertThat(repair.due()).isEqualTo(planning.clock.instant().plus(Duration.ofDays(1)));
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.PENDING);
    assertThat(planning.timeline.last())
        .returns(EventKind.INFORMATION_REQUIRED, TimelineEntry::kind)
        .returns(Optional.of(new ItemId("1")), TimelineEntry::item)
        .returns(Map.of("fieldPath", "product.place"), TimelineEntry::facts);
  }

  @Test
  void rejectsWithEveryReasonIfOneCannotBeRepaired() {
    OrderId order = planning.accepted(inTheSea("1"), item("2", "carrier-pigeon"));

    assertThat(ruled(order).verdict()).isEqualTo(Verdict.INVALID);
    rejectOrder.forOrder(order);

    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.REJECTED);
    assertThat(planning.notes.of(order))
        .singleElement()
        .satisfies(note -> assertThat(note.text()).contains("00000", "carrier-pigeon"));
  }

  @Test
  void rejectsACycleWithItsPath() {
    OrderId order =
        planning.accepted(
            relying(item("1", "tv-basic"), "2"), relying(item("2", "voice-basic"), "1"));

    ruled(order);
    rejectOrder.forOrder(order);

    assertThat(planning.timeline.last().kind()).isEqualTo(EventKind.REJECTED);
    assertThat(planning.timeline.last().told()).contains("1 → 2 → 1");
  }

  @Test
  void goesOnAfterARepair() {
    OrderId order = planning.accepted(inTheSea("1"));
    ruled(order);

    boolean givenUp = reviseOrder.forOrder(order, postalCode("20457"));

    assertThat(givenUp).isFalse();
    assertThat(planning.orders.get(order).item(new ItemId("1")).site())
        .contains(new Site("site-1", "in the sea", "20457"));
    assertThat(planning.timeline.last().remark()).contains("in the sea", "00000");
    assertThat(planning.timeline.last().facts().get("before"))
        .contains("site-1")
        .doesNotContain("in the sea", "00000");
    assertThat(ruled(order).verdict()).isEqualTo(Verdict.VALID);
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.IN_PROGRESS);
  }

  @Test
  void letsAnyCharacteristicBeCorrectedOrRemoved() {
    OrderId order =
        planning.accepted(
            with(item("1", "internet-300"), Map.of("speed", "fast", "colour", "red")));

    assertThat(ruled(order).repair().orElseThrow().file().situation())
        .contains("unknown characteristic (colour)")
        .contains("illegal characteristic (speed: a whole number, 1..10000)");
    reviseOrder.forOrder(order, set(Optional.empty(), "colour", ""));
    reviseOrder.forOrder(order, set(Optional.empty(), "speed", "200"));

    assertThat(planning.orders.get(order).item(new ItemId("1")).characteristics())
        .isEqualTo(Map.of("speed", "200"));
    assertThat(planning.timeline.last().facts().toString()).doesNotContain("fast", "200");
    assertThat(ruled(order).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  void goesOnWithWhatTheTableAccepts() {
    planning.tables.verdict("retired-offering", "accept");
    OrderId order = planning.accepted(item("1", "internet-100"));
    planning.tables.retire("internet-100", "internet-300");
    planning.decomposeItems.forOrder(order);
    List<Component> made = planning.components.of(order);

    assertThat(planning.applyOrderRules.forOrder(order).verdict()).isEqualTo(Verdict.VALID);
    assertThat(made).isNotEmpty();
    assertThat(planning.timeline.last().remark())
        .isEqualTo("item 1: retired offering (internet-100; sold instead: internet-300)");
  }

  @Test
  void acceptsNothingThatNothingCanBeMadeOf() {
    planning.tables.verdict("unknown-offering", "accept");
    OrderId order = planning.accepted(item("1", "carrier-pigeon"));

    assertThatThrownBy(() -> ruled(order))
        .isInstanceOf(Undecided.class)
        .hasMessageContaining("carrier-pigeon");
  }

  @Test
  void goesOnBesideAnOrderThatItIsMeantToRepeat() {
    planning.tables.verdict("duplicate-order", "repair");
    planning.others.addingTheSame.add(
        new Overlap(new ItemId("1"), new OrderId("PO-17"), new ItemId("7"), ItemAction.ADD));
    OrderId order = planning.accepted(item("1", "tv-basic"));
    assertThat(ruled(order).verdict()).isEqualTo(Verdict.REPAIRABLE);

    assertThat(reviseOrder.forOrder(order, goOn())).isFalse();

    assertThat(planning.timeline.last().told()).isEqualTo("Order is meant beside PO-17");
    assertThat(ruled(order).verdict()).isEqualTo(Verdict.VALID);
    OrderId lost = planning.accepted(inTheSea("1"));
    ruled(lost);
    assertThatThrownBy(() -> reviseOrder.forOrder(lost, goOn())).isInstanceOf(Refused.class);
  }

  @Test
  void cancelsAnOrderThatTheDeskGivesUp() {
    OrderId order = planning.accepted(inTheSea("1"));
    ruled(order);

    assertThat(reviseOrder.forOrder(order, giveUp(Optional.of("nobody lives there")))).isTrue();
    rejectOrder.forOrder(order);

    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.CANCELLED);
    assertThat(planning.notes.of(order))
        .extracting("text")
        .anyMatch(t -> t.toString().contains("nobody lives there"));
  }

  @Test
  void refusesAnswersThatAreNone() {
    OrderId order = planning.accepted(inTheSea("1"), inTheSea("2"));
    ruled(order);

    assertThatThrownBy(() -> Decision.of("whatever")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> reviseOrder.forOrder(order, giveUp(Optional.empty())))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> reviseOrder.forOrder(order, nothing())).isInstanceOf(Refused.class);
    assertThatThrownBy(
            () -> reviseOrder.forOrder(order, set(Optional.of(new ItemId("9")), "speed", "300")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> reviseOrder.forOrder(order, set(Optional.empty(), "speed", "-1")))
        .isInstanceOf(Refused.class)
        .hasMessage("Say as speed: a whole number, 1..10000.");
    assertThatThrownBy(() -> reviseOrder.forOrder(order, set(Optional.empty(), "colour", "red")))
        .isInstanceOf(Refused.class)
        .hasMessage("internet-300 has these characteristics: speed.");
    assertThatThrownBy(() -> reviseOrder.forOrder(order, offering("tv-basic")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("more than one");
    OrderId running = planning.decomposed(item("1", "tv-basic"));
    assertThatThrownBy(() -> reviseOrder.forOrder(running, postalCode("20457")))
        .isInstanceOf(Refused.class);
  }

  private Ruling ruled(OrderId order) {
    planning.decomposeItems.forOrder(order);
    return planning.applyOrderRules.forOrder(order);
  }

  private static OrderItem inTheSea(String id) {
    OrderItem item = item(id, "internet-300");
    return new OrderItem(
        item.id(),
        item.parent(),
        item.action(),
        item.product(),
        item.offering(),
        item.specification(),
        item.account(),
        Optional.of(new Site("site-1", "in the sea", "00000")),
        item.deliveryPreference(),
        item.characteristics(),
        item.reliesOn(),
        item.state());
  }

  private static OrderItem with(OrderItem item, Map<String, String> characteristics) {
    return new OrderItem(
        item.id(),
        item.parent(),
        item.action(),
        item.product(),
        item.offering(),
        item.specification(),
        item.account(),
        item.site(),
        item.deliveryPreference(),
        characteristics,
        item.reliesOn(),
        item.state());
  }

  private static Revision postalCode(String code) {
    return revision(Decision.CORRECT, Optional.empty(), "", code, Optional.empty());
  }

  private static Revision offering(String offering) {
    return revision(Decision.CORRECT, Optional.empty(), offering, "", Optional.empty());
  }

  private static Revision set(Optional<ItemId> item, String name, String value) {
    return new Revision(
        Decision.CORRECT,
        item,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Correction(name, given(value))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Revision goOn() {
    return revision(Decision.GO_ON, Optional.empty(), "", "", Optional.empty());
  }

  private static Revision nothing() {
    return revision(Decision.CORRECT, Optional.empty(), "", "", Optional.empty());
  }

  private static Revision giveUp(Optional<String> remark) {
    return revision(Decision.GIVE_UP, Optional.empty(), "", "", remark);
  }

  private static Revision revision(
      Decision decision,
      Optional<ItemId> item,
      String offering,
      String postalCode,
      Optional<String> remark) {
    return new Revision(
        decision,
        item,
        Optional.empty(),
        given(offering),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        given(postalCode),
        remark);
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
