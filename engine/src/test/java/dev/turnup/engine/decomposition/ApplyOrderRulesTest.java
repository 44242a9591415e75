package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.ApplyOrderRules.Ruling;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.TimelineEntry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplyOrderRulesTest extends RulesCase {

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
    CaseFile repair = ruling.repair().orElseThrow();
    assertThat(repair.situation()).contains("item 1", "unknown territory", "00000");
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.PENDING);
    assertThat(planning.timeline.last())
        .returns(EventKind.INFORMATION_REQUIRED, TimelineEntry::kind)
        .returns(Optional.of(new ItemId("1")), TimelineEntry::item)
        .returns(Map.of("fieldPath", "product.place"), TimelineEntry::facts);
  }
}
