package dev.turnup.engine.order;

import java.util.Collection;
import java.util.Map;

/** When people work. As it is now: a change takes effect on every node with the next question. */
public interface WorkingCalendars {

  /**
   * The calendar of a desk or a team, by its id, with the public holidays where it is; office hours
   * where the clock is, if nobody has made one.
   */
  WorkingCalendar named(String id);

  /**
   * The calendars of places, each the working hours of all technicians of its territory taken
   * together. A place where nobody goes has none.
   */
  Map<String, WorkingCalendar> covering(Collection<String> postalCodes);
}
