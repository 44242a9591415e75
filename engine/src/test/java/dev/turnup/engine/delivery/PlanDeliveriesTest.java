package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanDeliveriesTest {

  private final Planning planning = new Planning();

  @Test
  void deliversAllAtOnceWhatIsThere() {
    OrderId order =
        planning.roomForAll(
            item("1", "internet-300"), item("2", "tv-basic"), item("3", "voice-basic"));

    planning.planDeliveries.forOrder(order);

    assertThat(planning.planned(order))
        .containsExactly("2026-03-02: access-line, internet-access, iptv, ont, router, voice-line");
  }

  @Test
  void installsWhatIsThereFirstAndSwitchesTheRestOnLater() {
    OrderId order = lateBandwidth("asAvailable");

    planning.planDeliveries.forOrder(order);

    assertThat(planning.planned(order))
        .containsExactly(
            "2026-03-02: access-line, iptv, ont, router, voice-line",
            "2026-03-14: internet-access");
  }

  @Test
  void waitsForTheLastIfAllIsWantedTogether() {
    OrderId order = lateBandwidth("together");

    planning.planDeliveries.forOrder(order);

    assertThat(planning.planned(order))
        .containsExactly("2026-03-14: access-line, internet-access, iptv, ont, router, voice-line");
  }

  @Test
  void sendsNobodyBeforeAServiceCanRunOverTheLine() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "internet-access", MONDAY.plusDays(12));

    planning.planDeliveries.forOrder(order);

    assertThat(planning.planned(order))
        .containsExactly("2026-03-14: access-line, internet-access, ont, router");
  }

  @Test
  void leavesWhatHasNoDateApartWithWhatOnlyServesIt() {
    OrderId order = planning.decomposed(item("1", "internet-300"), item("2", "mobile-line"));
    planning.room(order, "access-line", MONDAY);
    planning.noRoom(order, "internet-access");
    planning.room(order, "mobile-line", MONDAY);

    planning.planDeliveries.forOrder(order);

    assertThat(planning.planned(order))
        .containsExactly(
            "2026-03-02: mobile-line", "no date: access-line, internet-access, ont, router");
  }

  @Test
  void deliversEachMobileLineOnItsOwn() {
    OrderId order =
        planning.decomposed(
            wanting("together", item("1", "mobile-line")),
            wanting("together", item("2", "mobile-line")));
    planning.room(order, "mobile-line", MONDAY);

    planning.planDeliveries.forOrder(order);

    assertThat(planning.planned(order))
        .containsExactly("2026-03-02: mobile-line", "2026-03-02: mobile-line");
  }

  @Test
  void deliversNothingBeforeTheCustomerWantsIt() {
    OrderId order =
        planning.accepted(
            Optional.of(MONDAY.plusDays(5).atTime(15, 0).atZone(Planning.BERLIN).toInstant()),
            item("1", "tv-basic"));
    planning.decomposeItems.forOrder(order);
    planning.applyOrderRules.forOrder(order);
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "iptv", MONDAY.plusDays(1));

    planning.planDeliveries.forOrder(order);

    assertThat(planning.planned(order))
        .containsExactly("2026-03-07: access-line, iptv, ont, router");
  }

  @Test
  void plansNothingTwice() {
    OrderId order = planning.roomForAll(item("1", "mobile-line"));

    assertThat(planning.planDeliveries.forOrder(order).deliveries()).hasSize(1);
    assertThat(planning.planDeliveries.forOrder(order).deliveries()).isEmpty();
    assertThat(planning.reviewPlan.forOrder(order)).hasSize(1);
  }

  private OrderId lateBandwidth(String preference) {
    OrderItem internet = wanting(preference, item("1", "internet-300"));
    OrderId order = planning.decomposed(internet, item("2", "tv-basic"), item("3", "voice-basic"));
    planning.room(order, "access-line", MONDAY);
    planning.room(order, "iptv", MONDAY);
    planning.room(order, "internet-access", MONDAY.plusDays(12));
    return order;
  }
}
