package dev.turnup.engine.desk;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.LeaveNote;
import dev.turnup.engine.order.Notes.Left;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Has a person's decision carried out: at once, or when a second person has approved it, where the
 * table wants that.
 */
@UseCase
public final class SeekApproval {

  private static final Output<Boolean> SECOND_PERSON = Output.flag("secondPerson");

  public static final DecisionTable TABLE = new DecisionTable("approval-policy", SECOND_PERSON);

  private static final int LONGEST_REASON = 2_000;

  private final Orders orders;
  private final Decisions decisions;
  private final Approvals approvals;
  private final LeaveNote leaveNote;
  private final Timeline timeline;
  private final Clock clock;

  public SeekApproval(
      Orders orders,
      Decisions decisions,
      Approvals approvals,
      LeaveNote leaveNote,
      Timeline timeline,
      Clock clock) {
    this.orders = orders;
    this.decisions = decisions;
    this.approvals = approvals;
    this.leaveNote = leaveNote;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * What a person wishes to give up.
   *
   * @param decision its kind, as the table names it
   * @param subject what may be done, if it is approved
   * @param what it is in words of ours, {@code Cancelling router}
   * @param reason in the person's
   * @param always whether a second person is needed whatever the table says
   */
  public record Wish(
      String decision, Approvals.Subject subject, String what, String reason, boolean always) {

    /** One that the table decides about. */
    public Wish(String decision, Approvals.Subject subject, String what, String reason) {
      this(decision, subject, what, reason, false);
    }
  }

  /**
   * Carries it out, or asks. Once the second person has answered, it is carried out if just that
   * was approved and still can be; once, and in the name of whoever asked.
   *
   * @param work whose decision it is, {@code Resolve fallout}
   * @param wish what would be given up now; empty where nothing is; refuses what is impossible
   * @param carryOut does it, for the person of that name
   * @throws Refused if the decision cannot be carried out
   */
  public <T> Decided<T> of(
      OrderId order,
      String work,
      Decider decider,
      Supplier<Optional<Wish>> wish,
      Function<String, T> carryOut) {
    orders.lockRow(order);
    return decider
        .approval()
        .map(id -> afterApproval(order, work, id, wish, carryOut))
        .orElseGet(
            () ->
                wish.get()
                    .filter(
                        given ->
                            decider.mayAsk()
                                && (given.always() || isNeeded(decisions, order, given.decision())))
                    .map(given -> Decided.<T>waiting(ask(order, given, decider.person())))
                    .orElseGet(() -> Decided.done(carryOut.apply(decider.person()))));
  }

  /**
   * Whether a decision of this kind about many orders at once, of which this is one, needs a second
   * person; by the newest table, whenever they were accepted.
   */
  public boolean isNeededForMany(OrderId order, String decision) {
    return isNeeded(decisions.newest(), order, decision);
  }

  private boolean isNeeded(Decisions by, OrderId order, String decision) {
    String tier = orders.header(order).customer().tier();
    return by.one(order, TABLE.key(), Map.of("decision", decision, "tier", tier))
        .get(SECOND_PERSON);
  }

  private Asked ask(OrderId order, Wish wish, String person) {
    if (wish.reason().codePointCount(0, wish.reason().length()) > LONGEST_REASON) {
      throw new Refused("Say why in up to " + LONGEST_REASON + " characters.");
    }
    ApprovalId id = approvals.nextId();
    approvals.add(
        new Approval(id, order, wish.decision(), person, clock.instant(), Optional.empty()),
        wish.subject());
    timeline.add(
        order,
        TimelineEntry.of(
                EventKind.NOTED, wish.what() + " waits for approval, asked for by " + person)
            .remarking(wish.reason())
            .with("approval", id));
    return Asked.of(id, wish.what(), person, wish.reason());
  }

  private <T> Decided<T> afterApproval(
      OrderId order,
      String work,
      ApprovalId id,
      Supplier<Optional<Wish>> wish,
      Function<String, T> carryOut) {
    Approval asked = approvals.get(id);
    if (!asked.order().equals(order)) {
      throw new IllegalArgumentException("approval " + id + " is not about order " + order);
    }
    boolean approved = asked.verdict().filter(Approval.Verdict::approved).isPresent();
    return approved && isPossible(asked, work, wish)
        ? Decided.done(carryOut.apply(asked.requestedBy()))
        : Decided.anew();
  }

  /** The order went on while the second person was asked; the first one reads why it cannot be. */
  private boolean isPossible(Approval asked, String work, Supplier<Optional<Wish>> wish) {
    try {
      if (wish.get()
          .filter(now -> now.decision().equals(asked.decision()))
          .filter(now -> approvals.carryOut(asked.id(), now.subject(), clock.instant()))
          .isEmpty()) {
        throw new Refused("It is not the same any more that would be given up; decide anew.");
      }
      return true;
    } catch (Refused impossibleByNow) {
      leaveNote.tell(
          asked.order(),
          new Left(
              "Approved, but not carried out: " + impossibleByNow.getMessage(),
              Optional.empty(),
              Optional.of(work),
              false));
      return false;
    }
  }
}
