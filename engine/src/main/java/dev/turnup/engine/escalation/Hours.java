package dev.turnup.engine.escalation;

import dev.turnup.engine.order.BeyondCalendar;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * In whose time something counts, as tables say it: the id of a working calendar, or nothing for
 * what goes on day and night.
 */
@UseCase
public final class Hours {

  private final WorkingCalendars calendars;

  public Hours(WorkingCalendars calendars) {
    this.calendars = calendars;
  }

  /** The first moment that is not before this one and in working time. */
  Instant firstFrom(Instant moment, Optional<String> calendar) {
    try {
      return calendar.map(calendars::named).map(c -> c.firstFrom(moment)).orElse(moment);
    } catch (BeyondCalendar e) {
      // nobody works in the years to come: rather at once than never
      return moment;
    }
  }

  /** When so much working time is over from a moment on. */
  Instant after(Instant moment, Duration time, Optional<String> calendar) {
    try {
      return calendar
          .map(calendars::named)
          .map(c -> c.plusWorking(moment, time))
          .orElseGet(() -> moment.plus(time));
    } catch (BeyondCalendar e) {
      return moment.plus(time);
    }
  }

  /** What began before is over the time by this moment. */
  public Instant before(Instant moment, Duration time, Optional<String> calendar) {
    try {
      return calendar
          .map(calendars::named)
          .map((WorkingCalendar c) -> c.minusWorking(moment, time))
          .orElseGet(() -> moment.minus(time));
    } catch (BeyondCalendar e) {
      return moment.minus(time);
    }
  }
}
