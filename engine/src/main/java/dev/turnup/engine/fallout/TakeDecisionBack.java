package dev.turnup.engine.fallout;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;

/** Takes a decision back of which nothing was carried out yet: its desk decides again. */
@UseCase
public final class TakeDecisionBack {

  private final FalloutBook fallouts;
  private final Orders orders;
  private final WaitingDecisions waitingDecisions;
  private final Timeline timeline;

  public TakeDecisionBack(
      FalloutBook fallouts, Orders orders, WaitingDecisions waitingDecisions, Timeline timeline) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.waitingDecisions = waitingDecisions;
    this.timeline = timeline;
  }

  /**
   * Takes it back.
   *
   * @param anybodys whether the person may take back what others have decided
   * @return the fallout as it is now
   * @throws Refused if there is nothing to take back, or not for this person
   */
  public Fallout of(FalloutId id, String person, boolean anybodys) {
    orders.lockRow(fallouts.get(id).what().order());
    Fallout fallout = fallouts.get(id);
    if (fallout.state() != FalloutState.DECIDED) {
      throw new Refused(
          "Fallout %s is %s: there is no decision that could be taken back."
              .formatted(id, fallout.state().code()));
    }
    String decider = fallout.answer().map(Answer::person).orElse("");
    if (!anybodys && !decider.equals(person)) {
      throw new Refused("Only " + decider + " and supervisors can take this back.");
    }
    fallouts.update(fallout.reopened());
    if (!waitingDecisions.takenBack(fallout.what().order(), id)) {
      throw new Refused(
          "It cannot be taken back now: a second person has been asked already, who can refuse it,"
              + " or it was decided this very moment; try again then.");
    }
    TimelineEntry entry =
        TimelineEntry.of(
                EventKind.NOTED,
                fallout.what().step() + ": what " + decider + " decided is taken back by " + person)
            .with("fallout", id);
    timeline.add(
        fallout.what().order(), fallout.what().component().map(entry::about).orElse(entry));
    return fallouts.get(id);
  }
}
