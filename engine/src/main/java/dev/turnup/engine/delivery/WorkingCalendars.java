package dev.turnup.engine.delivery;

import java.util.Collection;
import java.util.Map;

/** When people work, by where they go. */
public interface WorkingCalendars {

  /**
   * The calendars of places, each the working hours of all technicians of its territory taken
   * together. A place where nobody goes has none.
   */
  Map<String, WorkingCalendar> covering(Collection<String> postalCodes);
}
