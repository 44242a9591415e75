package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;

/** Tells the people of the chosen level that an order is theirs to look after. */
@UseCase
public final class NotifyOwner {

  private static final String OPTIONS =
      "Close: it is looked after, leave it alone for a day. "
          + "Keep watching: tell us again if it still does not move in an hour.";

  private final Escalations escalations;
  private final Orders orders;
  private final TellStaff tellStaff;
  private final Timeline timeline;

  public NotifyOwner(
      Escalations escalations, Orders orders, TellStaff tellStaff, Timeline timeline) {
    this.escalations = escalations;
    this.orders = orders;
    this.tellStaff = tellStaff;
    this.timeline = timeline;
  }

  /** Writes down who was told, sends them word of it, and says what they need to see. */
  public CaseFile forEscalation(EscalationId id) {
    Escalation escalation = escalations.get(id);
    Told told = escalation.told().orElseThrow();
    timeline.add(
        escalation.order(),
        TimelineEntry.of(EventKind.ESCALATED, "Escalated to " + told.group())
            .remarking(escalation.why().explanation())
            .with("level", told.level())
            .with("escalation", id));
    tellStaff.of(escalation);
    return CaseFile.about(
        orders.get(escalation.order()), Stuck.told(escalation.findings()), OPTIONS);
  }

  /** What they need to see by now. */
  public String situation(EscalationId id) {
    return Stuck.told(escalations.get(id).findings());
  }
}
