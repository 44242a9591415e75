package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.relying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.decomposition.ReviseOrder.Revision;
import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.desk.Approvals;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RejectOrderTest extends RulesCase {

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
  void cancelsAnOrderThatTheDeskGivesUp() {
    OrderId order = planning.accepted(inTheSea("1"));
    ruled(order);

    assertThat(revised(order, giveUp(Optional.of("nobody lives there")))).isTrue();
    rejectOrder.forOrder(order);

    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.CANCELLED);
    assertThat(planning.notes.of(order))
        .extracting("text")
        .anyMatch(t -> t.toString().contains("nobody lives there"));
  }

  @Test
  void cancelsWhatASecondPersonApprovesWhereTheTableWantsOne() {
    planning.tables.approve("give-up-order");
    OrderId order = planning.accepted(inTheSea("1"));
    ruled(order);
    Revision givingUp = giveUp(Optional.of("nobody lives there"));

    Decided<Boolean> asked = reviseOrder.forOrder(order, givingUp, Planning.GRACE);
    assertThat(asked.done()).isEmpty();
    assertThat(asked.asked().orElseThrow().situation())
        .isEqualTo("Giving the order up, says grace: nobody lives there");
    Decided<Boolean> refused = reviseOrder.forOrder(order, givingUp, planning.judged(asked, false));
    assertThat(refused.done()).as("she decides anew").isEmpty();
    assertThat(refused.asked()).isEmpty();

    Decided<Boolean> again = reviseOrder.forOrder(order, givingUp, Planning.GRACE);
    Decider judged = planning.judged(again, true);
    assertThat(reviseOrder.forOrder(order, givingUp, judged).done()).contains(true);
    assertThat(reviseOrder.forOrder(order, givingUp, judged).done()).as("once").isEmpty();
  }

  @Test
  void takesNoApprovalOfAnotherDecisionForThisOne() {
    planning.tables.approve("give-up-order");
    OrderId order = planning.accepted(inTheSea("1"));
    ruled(order);
    ApprovalId other = planning.approvals.nextId();
    planning.approvals.add(
        new Approval(
            other, order, "hand-over", "grace", planning.clock.instant(), Optional.empty()),
        new Approvals.Subject(Optional.empty(), Set.of()));
    planning.approvals.decide(other, new Approval.Verdict("ada", planning.clock.instant(), true));

    Decided<Boolean> decided =
        reviseOrder.forOrder(
            order,
            giveUp(Optional.of("nobody lives there")),
            new Decider("unknown", Optional.of(other), true));

    assertThat(decided.done()).isEmpty();
    assertThat(planning.orders.get(order).state()).isEqualTo(OrderState.PENDING);
  }
}
