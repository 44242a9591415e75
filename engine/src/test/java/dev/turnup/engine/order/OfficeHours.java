package dev.turnup.engine.order;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;

/** Every desk works in office hours, in UTC; nobody goes anywhere. */
public final class OfficeHours implements WorkingCalendars {

  @Override
  public WorkingCalendar named(String id) {
    return WorkingCalendar.office(ZoneOffset.UTC);
  }

  @Override
  public Map<String, WorkingCalendar> covering(Collection<String> postalCodes) {
    return Map.of();
  }
}
