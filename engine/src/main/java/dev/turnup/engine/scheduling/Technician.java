package dev.turnup.engine.scheduling;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * Who goes to customers, with their working calendar in the time zone of their territory.
 *
 * @param territory the id of the territory that they work in
 */
public record Technician(
    String id,
    String name,
    String territory,
    Set<String> skills,
    List<WorkingHours> workingHours,
    List<Absence> absences) {

  /** A stretch of work that recurs every week; it does not cross midnight. */
  public record WorkingHours(DayOfWeek weekday, LocalTime starts, LocalTime ends) {}

  /** Days off, the last one included. */
  public record Absence(LocalDate firstDay, LocalDate lastDay) {
    boolean covers(LocalDate day) {
      return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }
  }

  boolean isAbsentOn(LocalDate day) {
    return absences.stream().anyMatch(absence -> absence.covers(day));
  }
}
