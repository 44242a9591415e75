package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.groupingBy;

import dev.turnup.engine.scheduling.Appointments.Busy;
import dev.turnup.engine.scheduling.Technician.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds free time in working calendars. Working hours are local times, which days of a clock change
 * shorten or lengthen; a visit takes its time as elapsed time.
 */
final class Slots {

  /** Visits begin on the half hour, as people are told. */
  private static final int GRID_MINUTES = 30;

  private final List<Technician> technicians;
  private final Map<String, List<Busy>> busy;
  private final ZoneId zone;

  /**
   * @param busy in order of time
   */
  Slots(List<Technician> technicians, List<Busy> busy, ZoneId zone) {
    this.technicians = technicians;
    this.busy = busy.stream().collect(groupingBy(Busy::technician));
    this.zone = zone;
  }

  /** The earliest slot that begins at or after {@code notBefore} and by the end of a day. */
  Optional<Slot> earliest(Instant notBefore, Duration duration, LocalDate lastDay) {
    LocalDate day = LocalDate.ofInstant(notBefore, zone);
    while (!day.isAfter(lastDay)) {
      LocalDate that = day;
      Optional<Slot> slot =
          technicians.stream()
              .filter(technician -> !technician.isAbsentOn(that))
              .flatMap(technician -> on(that, technician, notBefore, duration).stream())
              .min(Comparator.comparing((Slot s) -> s.start().toInstant()));
      if (slot.isPresent()) {
        return slot;
      }
      day = day.plusDays(1);
    }
    return Optional.empty();
  }

  private Optional<Slot> on(
      LocalDate day, Technician technician, Instant notBefore, Duration duration) {
    return technician.workingHours().stream()
        .filter(hours -> hours.weekday() == day.getDayOfWeek())
        .sorted(Comparator.comparing(WorkingHours::starts))
        .flatMap(hours -> within(hours, day, technician, notBefore, duration).stream())
        .findFirst();
  }

  private Optional<Slot> within(
      WorkingHours hours,
      LocalDate day,
      Technician technician,
      Instant notBefore,
      Duration duration) {
    Instant start = later(day.atTime(hours.starts()).atZone(zone).toInstant(), notBefore);
    Instant end = day.atTime(hours.ends()).atZone(zone).toInstant();
    ZonedDateTime candidate = onGrid(start.atZone(zone));
    for (Busy taken : busy.getOrDefault(technician.id(), List.of())) {
      boolean free = !candidate.plus(duration).toInstant().isAfter(taken.start());
      if (!free && taken.end().isAfter(candidate.toInstant())) {
        candidate = onGrid(taken.end().atZone(zone));
      }
    }
    return candidate.plus(duration).toInstant().isAfter(end)
        ? Optional.empty()
        : Optional.of(new Slot(technician.id(), candidate, candidate.plus(duration)));
  }

  private static ZonedDateTime onGrid(ZonedDateTime time) {
    ZonedDateTime minute = time.truncatedTo(ChronoUnit.MINUTES);
    ZonedDateTime whole = minute.isBefore(time) ? minute.plusMinutes(1) : minute;
    int over = whole.getMinute() % GRID_MINUTES;
    return over == 0 ? whole : whole.plusMinutes(GRID_MINUTES - over);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
