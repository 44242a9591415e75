package dev.turnup.engine.desk;

import dev.turnup.engine.desk.Approval.Verdict;
import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Optional;

/** Takes the word of the second person, who is another than the first. */
@UseCase
public final class RecordApproval {

  private static final String WORK = "Approve decision";

  private final Approvals approvals;
  private final Orders orders;
  private final LeaveNote leaveNote;
  private final Timeline timeline;
  private final Clock clock;

  public RecordApproval(
      Approvals approvals, Orders orders, LeaveNote leaveNote, Timeline timeline, Clock clock) {
    this.approvals = approvals;
    this.orders = orders;
    this.leaveNote = leaveNote;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** What the second person may say. */
  public enum Decision {
    APPROVE("approve"),
    REFUSE("refuse");

    private final String code;

    Decision(String code) {
      this.code = code;
    }

    /**
     * @throws Refused if it is none of the decisions
     */
    public static Decision of(String code) {
      return Codes.find(values(), decision -> decision.code, code)
          .orElseThrow(() -> new Refused("Choose whether it is approved or refused."));
    }
  }

  /**
   * What a person said.
   *
   * @param remark needed to refuse
   * @param person the authenticated user
   */
  public record Answer(Decision decision, String remark, String person) {}

  /**
   * Records it. Whoever decides anew reads in a note why it was refused.
   *
   * @param order the order that the task says it is about
   * @throws Refused if it is not this person's to say, or nothing is said
   */
  public void of(OrderId order, ApprovalId id, Answer answer) {
    orders.lockRow(order);
    Approval approval = approvals.get(id);
    if (!approval.order().equals(order)) {
      throw new Refused("This approval is not about order " + order + "; reload the task.");
    }
    if (approval.requestedBy().equals(answer.person())) {
      throw new Refused("You have asked for this yourself: somebody else has to decide.");
    }
    boolean approved = answer.decision() == Decision.APPROVE;
    if (!approved && answer.remark().isBlank()) {
      throw new Refused("Say why it is refused: " + approval.requestedBy() + " reads it.");
    }
    if (!approvals.decide(id, new Verdict(answer.person(), clock.instant(), approved))) {
      throw new Refused("Somebody has decided already; reload your list.");
    }
    timeline.add(
        order,
        TimelineEntry.of(
                EventKind.NOTED,
                "%s by %s what %s asked for"
                    .formatted(
                        approved ? "Approved" : "Refused", answer.person(), approval.requestedBy()))
            .remarking(answer.remark())
            .with("approval", id));
    if (!approved) {
      leaveNote.tell(
          order,
          new Left("Refused: " + answer.remark(), Optional.empty(), Optional.of(WORK), false));
    }
  }
}
