package dev.turnup.engine.order;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * When work goes on in a week: spans of local time on weekdays, and on the days that are not as
 * others of their weekday.
 *
 * @param days the spans that begin on a weekday
 * @param exceptions the spans that begin on a certain day, instead; none on a public holiday
 */
public record WorkingWeek(
    ZoneId zone, Map<DayOfWeek, List<Span>> days, Map<LocalDate, List<Span>> exceptions) {

  private static final Span DAY_SHIFT = new Span(LocalTime.of(8, 0), LocalTime.of(16, 0));

  public WorkingWeek {
    days = Map.copyOf(days);
    exceptions = Map.copyOf(exceptions);
  }

  /**
   * From one local time until another; until the next day, if that is earlier. A whole day is two
   * spans.
   *
   * @throws IllegalArgumentException if it has no length
   */
  public record Span(LocalTime from, LocalTime until) {
    public Span {
      if (from.equals(until)) {
        throw new IllegalArgumentException("no span of time: " + from + " until " + until);
      }
    }

    private boolean passesMidnight() {
      return until.isBefore(from);
    }

    private Instant startOn(LocalDate day, ZoneId zone) {
      return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant endFrom(LocalDate day, ZoneId zone) {
      return (passesMidnight() ? day.plusDays(1) : day).atTime(until).atZone(zone).toInstant();
    }
  }

  /** Office hours, Monday to Friday. */
  static WorkingWeek office(ZoneId zone) {
    Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
        days.put(day, List.of(DAY_SHIFT));
      }
    }
    return new WorkingWeek(zone, days, Map.of());
  }

  boolean isEmpty() {
    return days.values().stream().allMatch(List::isEmpty);
  }

  /** Adds what of the time from {@code start} to {@code end} is worked, as pieces of it. */
  void addTo(List<Opening> openings, Instant start, Instant end) {
    LocalDate last = LocalDate.ofInstant(end, zone);
    LocalDate day = LocalDate.ofInstant(start, zone).minusDays(1);
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      for (Span span : on(day)) {
        Instant from = Opening.later(span.startOn(day, zone), start);
        Instant until = Opening.earlier(span.endFrom(day, zone), end);
        if (from.isBefore(until)) {
          openings.add(new Opening(from, until));
        }
      }
    }
  }

  private List<Span> on(LocalDate day) {
    List<Span> usual = days.getOrDefault(day.getDayOfWeek(), List.of());
    return exceptions.getOrDefault(day, usual);
  }
}
