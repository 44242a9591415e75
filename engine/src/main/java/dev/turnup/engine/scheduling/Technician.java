package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who goes to customers.
 *
 * @param territory the id of their home territory; they go to those below it as well
 * @param skills their own, and those of the groups they are in
 * @param calendar empty if they work at no time
 * @param absences that are not over yet
 */
public record Technician(
    String id,
    String name,
    String territory,
    Set<String> skills,
    Optional<WorkingCalendar> calendar,
    List<Opening> absences,
    DailyMost most) {

  /** What somebody does in a day at most, where that is limited. */
  public record DailyMost(Optional<Integer> visits, Optional<Duration> time) {

    static final DailyMost UNLIMITED = new DailyMost(Optional.empty(), Optional.empty());

    boolean allows(int wantedVisits, Duration wantedTime) {
      return visits.filter(most -> wantedVisits > most).isEmpty()
          && time.filter(most -> wantedTime.compareTo(most) > 0).isEmpty();
    }
  }

  /** Whether all of it is in their working hours. */
  boolean works(Slot slot) {
    Instant start = slot.start().toInstant();
    Instant end = slot.end().toInstant();
    LocalDate first = slot.start().toLocalDate().minusDays(1);
    LocalDate last = slot.end().toLocalDate().plusDays(1);
    return calendar.stream()
        .flatMap(worked -> worked.openings(first, last).stream())
        .anyMatch(worked -> !worked.start().isAfter(start) && !worked.end().isBefore(end));
  }

  boolean isAbsent(Instant from, Instant until) {
    return absences.stream()
        .anyMatch(absence -> absence.start().isBefore(until) && absence.end().isAfter(from));
  }
}
