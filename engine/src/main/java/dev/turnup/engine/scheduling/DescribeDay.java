package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.groupingBy;

import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.Schedules.Planned;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what the technicians of a territory do on a day. */
@UseCase
public final class DescribeDay {

  /** Nobody looks at more at once; a territory below shows fewer. */
  private static final int MOST_TECHNICIANS = 200;

  /** Nor more visits of others. */
  private static final int MOST_OUTSIDE = 1_000;

  private final Schedules schedules;
  private final Clock clock;

  public DescribeDay(Schedules schedules, Clock clock) {
    this.schedules = schedules;
    this.clock = clock;
  }

  /**
   * A day in a territory.
   *
   * @param from when the day begins there
   * @param to when it ends
   * @param complete whether these are all technicians, and all visits of others
   * @param outside visits that the workforce system makes
   * @param note why there is nothing, or not here; may be empty text
   */
  public record Day(
      Territory territory,
      LocalDate date,
      Instant from,
      Instant to,
      List<Row> rows,
      List<Planned> outside,
      boolean complete,
      String note) {}

  /**
   * Somebody's day.
   *
   * @param worked the working hours of that day
   * @param away when they are absent
   * @param visits those that overlap the day
   */
  public record Row(
      Technician technician, List<Opening> worked, List<Opening> away, List<Planned> visits) {}

  /**
   * @param date today there, if it is empty
   * @return empty if there is no such territory
   */
  public Optional<Day> of(String territory, Optional<LocalDate> date) {
    return schedules
        .territory(territory)
        .map(
            known ->
                in(
                    known,
                    date.orElseGet(() -> LocalDate.ofInstant(clock.instant(), known.zone()))));
  }

  private Day in(Territory territory, LocalDate date) {
    Instant from = date.atStartOfDay(territory.zone()).toInstant();
    Instant to = date.plusDays(1).atStartOfDay(territory.zone()).toInstant();
    List<Technician> technicians = schedules.around(territory.id(), MOST_TECHNICIANS + 1);
    boolean complete = technicians.size() <= MOST_TECHNICIANS;
    List<Technician> shown = complete ? technicians : technicians.subList(0, MOST_TECHNICIANS);
    Map<String, List<Planned>> visits =
        schedules
            .visits(shown.stream().map(Technician::id).toList(), from, to, clock.instant())
            .stream()
            .collect(groupingBy(Planned::technician));
    List<Row> rows =
        shown.stream()
            .map(
                technician ->
                    new Row(
                        technician,
                        technician
                            .calendar()
                            .map(
                                c ->
                                    within(
                                        c.openings(date.minusDays(1), date.plusDays(1)), from, to))
                            .orElse(List.of()),
                        within(technician.absences(), from, to),
                        visits.getOrDefault(technician.id(), List.of())))
            .toList();
    List<Planned> outside = schedules.outside(territory.id(), from, to, MOST_OUTSIDE + 1);
    return new Day(
        territory,
        date,
        from,
        to,
        rows,
        outside.stream().limit(MOST_OUTSIDE).toList(),
        complete && outside.size() <= MOST_OUTSIDE,
        note(territory, rows, outside));
  }

  private static String note(Territory territory, List<Row> rows, List<Planned> outside) {
    boolean none = outside.isEmpty() && rows.stream().allMatch(row -> row.visits().isEmpty());
    if (territory.isOutside()) {
      return none
          ? "Visits here are planned by the workforce system, which makes none on this day."
          : "Visits here are planned by the workforce system.";
    }
    if (!none) {
      return "";
    }
    if (rows.isEmpty()) {
      return "Nobody works in this territory.";
    }
    return rows.stream().allMatch(row -> row.worked().isEmpty())
        ? "Nobody works on this day."
        : "There are no visits on this day.";
  }

  private static List<Opening> within(List<Opening> openings, Instant from, Instant to) {
    return openings.stream()
        .filter(opening -> opening.start().isBefore(to) && opening.end().isAfter(from))
        .map(
            opening ->
                new Opening(
                    opening.start().isBefore(from) ? from : opening.start(),
                    opening.end().isAfter(to) ? to : opening.end()))
        .toList();
  }
}
