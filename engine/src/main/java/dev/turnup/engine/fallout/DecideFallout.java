package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.desk.Approvals;
import dev.turnup.engine.desk.Approvals.Subject;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.desk.SeekApproval.Wish;
import dev.turnup.engine.fallout.CloseFallout.Answer;
import dev.turnup.engine.fallout.CloseFallout.Closed;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Shortened;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Has a person's decision about a fallout carried out: at once, or when a second person has
 * approved it, where the table wants that.
 */
@UseCase
public final class DecideFallout {

  /** As the table names it. */
  private static final String CANCEL_COMPONENT = "cancel-component";

  private static final String WORK = "Resolve fallout";

  private final FalloutBook fallouts;
  private final Orders orders;
  private final CloseFallout closeFallout;
  private final SeekApproval seekApproval;
  private final Approvals approvals;
  private final LeaveNote leaveNote;
  private final Clock clock;

  public DecideFallout(
      FalloutBook fallouts,
      Orders orders,
      CloseFallout closeFallout,
      SeekApproval seekApproval,
      Approvals approvals,
      LeaveNote leaveNote,
      Clock clock) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.closeFallout = closeFallout;
    this.seekApproval = seekApproval;
    this.approvals = approvals;
    this.leaveNote = leaveNote;
    this.clock = clock;
  }

  /**
   * What became of it.
   *
   * @param closed how the fallout was closed, if it was
   * @param asked what a second person is asked, if one is; with neither, somebody decides anew
   */
  public record Outcome(Optional<Closed> closed, Optional<Asked> asked) {}

  /**
   * What a second person is asked.
   *
   * @param situation what she has to know
   */
  public record Asked(ApprovalId approval, String situation) {

    /** Characters of what is to be cancelled; what a person says of it is shown whole. */
    private static final int MOST = 300;

    static Asked of(ApprovalId approval, String what, String person, String reason) {
      return new Asked(approval, Shortened.to(MOST, what) + ", says " + person + ": " + reason);
    }
  }

  /**
   * Carries it out, or asks.
   *
   * @param mayAsk false where the workflow knows of no second person; nobody is asked then
   * @throws Refused if the decision cannot be carried out
   */
  public Outcome of(OrderId order, FalloutId id, Optional<Answer> answer, boolean mayAsk) {
    Optional<Asked> asked =
        mayAsk ? answer.flatMap(given -> ask(order, id, given)) : Optional.empty();
    return asked.isPresent()
        ? new Outcome(Optional.empty(), asked)
        : new Outcome(Optional.of(closeFallout.of(order, id, answer)), Optional.empty());
  }

  private Optional<Asked> ask(OrderId order, FalloutId id, Answer answer) {
    orders.lockRow(order);
    List<Component> cancelled = closeFallout.cancelledBy(answer, fallouts.get(id));
    if (cancelled.isEmpty()) {
      return Optional.empty();
    }
    String what =
        cancelled.stream()
            .map(Component::name)
            .distinct()
            .collect(joining(", ", "Cancelling ", ""));
    return seekApproval
        .of(
            new Wish(
                order,
                CANCEL_COMPONENT,
                subject(id, cancelled),
                what,
                answer.reason().strip(),
                answer.person()))
        .map(approval -> Asked.of(approval, what, answer.person(), answer.reason().strip()));
  }

  /**
   * Does what the second person said: carries out what the first one decided, if just that was
   * approved and still can be; once.
   */
  public Outcome afterApproval(OrderId order, FalloutId id, Answer answer, ApprovalId approval) {
    Approval asked = approvals.get(approval);
    if (!asked.order().equals(order)) {
      throw new IllegalArgumentException("approval " + approval + " is not about order " + order);
    }
    boolean approved = asked.verdict().filter(Approval.Verdict::approved).isPresent();
    return approved && isPossible(order, id, answer, approval)
        ? new Outcome(
            Optional.of(closeFallout.of(order, id, Optional.of(answer.by(asked.requestedBy())))),
            Optional.empty())
        : new Outcome(Optional.empty(), Optional.empty());
  }

  /** The order went on while the second person was asked; the first one reads why it cannot be. */
  private boolean isPossible(OrderId order, FalloutId id, Answer answer, ApprovalId approval) {
    orders.lockRow(order);
    try {
      Subject now = subject(id, closeFallout.cancelledBy(answer, fallouts.get(id)));
      if (!approvals.carryOut(approval, now, clock.instant())) {
        throw new Refused("It is not the same any more that would be cancelled; decide anew.");
      }
      return true;
    } catch (Refused impossibleByNow) {
      leaveNote.tell(
          order,
          new Left(
              "Approved, but not carried out: " + impossibleByNow.getMessage(),
              Optional.empty(),
              Optional.of(WORK),
              false));
      return false;
    }
  }

  private static Subject subject(FalloutId id, List<Component> cancelled) {
    return new Subject(id, cancelled.stream().map(Component::id).collect(toSet()));
  }
}
