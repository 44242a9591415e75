package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.OtherOrders.Overlap;
import dev.turnup.engine.decomposition.ReviseOrder.Decision;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviseOrderTest extends RulesCase {

  @Test
  void goesOnAfterARepair() {
    OrderId order = planning.accepted(inTheSea("1"));
    ruled(order);

    boolean givenUp = revised(order, postalCode("20457"));

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

    assertThat(ruled(order).repair().orElseThrow().situation())
        .contains("unknown characteristic (colour)")
        .contains("illegal characteristic (speed: a whole number, 1..10000)");
    revised(order, set(Optional.empty(), "colour", ""));
    revised(order, set(Optional.empty(), "speed", "200"));

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

    assertThat(revised(order, goOn())).isFalse();

    assertThat(planning.timeline.last().told()).isEqualTo("Order is meant beside PO-17");
    assertThat(ruled(order).verdict()).isEqualTo(Verdict.VALID);
    OrderId lost = planning.accepted(inTheSea("1"));
    ruled(lost);
    assertThatThrownBy(() -> revised(lost, goOn())).isInstanceOf(Refused.class);
  }

  @Test
  void refusesAnswersThatAreNone() {
    OrderId order = planning.accepted(inTheSea("1"), inTheSea("2"));
    ruled(order);

    assertThatThrownBy(() -> Decision.of("whatever")).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> revised(order, giveUp(Optional.empty()))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> revised(order, nothing())).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> revised(order, set(Optional.of(new ItemId("9")), "speed", "300")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> revised(order, set(Optional.empty(), "speed", "-1")))
        .isInstanceOf(Refused.class)
        .hasMessage("Say as speed: a whole number, 1..10000.");
    assertThatThrownBy(() -> revised(order, set(Optional.empty(), "colour", "red")))
        .isInstanceOf(Refused.class)
        .hasMessage("internet-300 has these characteristics: speed.");
    assertThatThrownBy(() -> revised(order, offering("tv-basic")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("more than one");
    OrderId running = planning.decomposed(item("1", "tv-basic"));
    assertThatThrownBy(() -> revised(running, postalCode("20457"))).isInstanceOf(Refused.class);
  }
}
