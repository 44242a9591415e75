package dev.turnup.engine.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.escalation.RunningOrders.OverdueTask;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindStuckOrdersTest extends EscalationCase {

  @Test
  void findsTheOrderThatNothingWillMove() {
    OrderId stuck = order("stuck");
    watched.moving.add(order("moving"));

    assertThat(found())
        .singleElement()
        .isEqualTo(new Stuck(stuck, Finding.NO_NEXT_EVENT, "Nothing will make the order move"));
  }

  @Test
  void walksOverMoreOrdersThanAPageHolds() {
    for (int i = 0; i < 1_100; i++) {
      watched.moving.add(order("moving " + i));
    }
    OrderId stuck = order("stuck");

    assertThat(found()).extracting(Stuck::order).containsExactly(stuck);
  }

  @Test
  void findsTheVisitToWhichNobodyComes() {
    OrderId order = order("visit");
    watched.moving.add(order);
    watched.lostVisits.add(
        new LateOrders.LostVisit(UUID.randomUUID(), order, NOW.atZone(ZoneOffset.UTC)));

    assertThat(found())
        .singleElement()
        .satisfies(
            stuck -> {
              assertThat(stuck.finding()).isEqualTo(Finding.LOST_VISIT);
              assertThat(stuck.explanation()).startsWith("Nobody comes to the visit at ");
            });
  }

  @Test
  void findsTheOldestTaskThatIsLate() {
    OrderId order = order("late");
    watched.moving.add(order);
    watched.lateTasks.add(new OverdueTask("t1", order, "Install on site", NOW.minusSeconds(60)));
    watched.lateTasks.add(new OverdueTask("t2", order, "Repair order", NOW.minusSeconds(120)));

    assertThat(found())
        .singleElement()
        .satisfies(
            stuck -> {
              assertThat(stuck.finding()).isEqualTo(Finding.OVERDUE_TASK);
              assertThat(stuck.explanation()).contains("Repair order");
            });
  }
}
