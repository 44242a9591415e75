package dev.turnup.engine.desk;

import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Asks a second person whether a decision may be carried out, where the table wants that. */
@UseCase
public final class SeekApproval {

  private static final Output<Boolean> SECOND_PERSON = Output.flag("secondPerson");

  public static final DecisionTable TABLE = new DecisionTable("approval-policy", SECOND_PERSON);

  private final Orders orders;
  private final Decisions decisions;
  private final Approvals approvals;
  private final Timeline timeline;
  private final Clock clock;

  public SeekApproval(
      Orders orders, Decisions decisions, Approvals approvals, Timeline timeline, Clock clock) {
    this.orders = orders;
    this.decisions = decisions;
    this.approvals = approvals;
    this.timeline = timeline;
    this.clock = clock;
  }

  /**
   * A person's wish.
   *
   * @param decision its kind, as the table names it
   * @param subject what may be done, if it is approved
   * @param what it is in words of ours, {@code Cancelling router}
   * @param reason in the person's
   */
  public record Wish(
      OrderId order,
      String decision,
      Approvals.Subject subject,
      String what,
      String reason,
      String person) {}

  /** The approval that is waited for; empty if the wish needs none. */
  public Optional<ApprovalId> of(Wish wish) {
    String tier = orders.header(wish.order()).customer().tier();
    boolean needed =
        decisions
            .one(wish.order(), TABLE.key(), Map.of("decision", wish.decision(), "tier", tier))
            .get(SECOND_PERSON);
    return needed ? Optional.of(ask(wish)) : Optional.empty();
  }

  private ApprovalId ask(Wish wish) {
    ApprovalId id = approvals.nextId();
    approvals.add(
        new Approval(
            id, wish.order(), wish.decision(), wish.person(), clock.instant(), Optional.empty()),
        wish.subject());
    timeline.add(
        wish.order(),
        TimelineEntry.of(
                EventKind.NOTED, wish.what() + " waits for approval, asked for by " + wish.person())
            .remarking(wish.reason())
            .with("approval", id));
    return id;
  }
}
