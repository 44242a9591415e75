package dev.turnup.engine.desk;

import dev.turnup.engine.order.BeyondCalendar;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the table decide until when a piece of work should be done, when somebody should have taken
 * it up, and whose it is; in the working time of whoever does it.
 */
@UseCase
public final class AssignWork {

  /** No order has this number: the first is PO-1001. */
  private static final OrderId NONE = new OrderId("PO-1");

  /** Some four years of working hours. */
  private static final int MOST_HOURS = 8_760;

  /** Whose work it is at once; whoever of the desk takes it, if nobody's. */
  public enum Assignee {
    NOBODY,
    /** Who had the same work of the order before. */
    SAME_PERSON,
    /** Who has the work of the order that is late, for longest, or is to be done at once. */
    OWNER,
    /** Who makes the visit of the delivery. */
    TECHNICIAN;

    private String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final Output<String> CALENDAR = Output.text("calendar");
  private static final Output<Integer> DUE_WITHIN = Output.number("dueWithinHours", 0, MOST_HOURS);
  private static final Output<Integer> FOLLOW_UP_BEFORE =
      Output.number("followUpHoursBefore", 0, MOST_HOURS);
  private static final Output<Assignee> ASSIGNEE =
      Output.oneOf("assignee", Assignee.values(), Assignee::code);

  public static final DecisionTable TABLE =
      new DecisionTable("task-assignment", CALENDAR, DUE_WITHIN, FOLLOW_UP_BEFORE, ASSIGNEE);

  private final Orders orders;
  private final Decisions decisions;
  private final WorkingCalendars calendars;

  public AssignWork(Orders orders, Decisions decisions, WorkingCalendars calendars) {
    this.orders = orders;
    this.decisions = decisions;
    this.calendars = calendars;
  }

  /**
   * What holds for a piece of work.
   *
   * @param due until when it should be done
   * @param followUp when it should be looked at, at the latest; never after it is due
   */
  public record Terms(Instant due, Instant followUp, Assignee assignee) {}

  /**
   * Decides.
   *
   * @param work the form that it is done with
   * @param comesUp when it can be begun
   * @param named until when it is to be done, where something else than working time says so
   */
  public Terms of(OrderId order, String work, Instant comesUp, Optional<Instant> named) {
    String tier = orders.header(order).customer().tier();
    Decisions.Answer answer = decisions.one(order, TABLE.key(), Map.of("work", work, "tier", tier));
    WorkingCalendar calendar = calendars.named(answer.get(CALENDAR));
    Instant due =
        named.orElseGet(() -> after(comesUp, Duration.ofHours(answer.get(DUE_WITHIN)), calendar));
    Instant before = before(due, Duration.ofHours(answer.get(FOLLOW_UP_BEFORE)), calendar);
    return new Terms(
        due,
        before.isBefore(comesUp) && comesUp.isBefore(due) ? comesUp : before,
        answer.get(ASSIGNEE));
  }

  /** Until when work that is about no one order should be done. */
  public Instant dueOf(String work, Instant comesUp) {
    Decisions.Answer answer =
        decisions.newest().one(NONE, TABLE.key(), Map.of("work", work, "tier", ""));
    return after(
        comesUp, Duration.ofHours(answer.get(DUE_WITHIN)), calendars.named(answer.get(CALENDAR)));
  }

  /** Work comes up also where so little is worked that it would take years: in elapsed time. */
  private static Instant after(Instant moment, Duration work, WorkingCalendar calendar) {
    try {
      return calendar.plusWorking(moment, work);
    } catch (BeyondCalendar e) {
      return moment.plus(work);
    }
  }

  private static Instant before(Instant moment, Duration work, WorkingCalendar calendar) {
    try {
      return calendar.minusWorking(moment, work);
    } catch (BeyondCalendar e) {
      return moment.minus(work);
    }
  }
}
