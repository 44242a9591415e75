package dev.turnup.engine.escalation;

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
  private final Timeline timeline;

  public NotifyOwner(Escalations escalations, Orders orders, Timeline timeline) {
    this.escalations = escalations;
    this.orders = orders;
    this.timeline = timeline;
  }

  /** Writes down who was told, and says what they need to see. */
  public CaseFile forEscalation(EscalationId id) {
    Escalation escalation = escalations.get(id);
    Stuck why = escalation.why();
    timeline.add(
        why.order(),
        TimelineEntry.of(EventKind.ESCALATED, "Escalated to " + escalation.group().orElseThrow())
            .remarking(why.explanation())
            .with("level", escalation.level())
            .with("escalation", id));
    return CaseFile.about(orders.get(why.order()), why.explanation(), OPTIONS);
  }
}
