package dev.turnup.engine.delivery;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * When work goes on at a place: spans of local time on the days of a week. A piece of work takes
 * elapsed working time, so a day of a clock change is shorter or longer.
 *
 * @param week by weekday; spans are in order and do not touch
 */
public record WorkingCalendar(ZoneId zone, Map<DayOfWeek, List<Span>> week) {

  /** From one local time until another of the same day. */
  public record Span(LocalTime from, LocalTime until) {
    public Span {
      if (!from.isBefore(until)) {
        throw new IllegalArgumentException("no span of time: " + from + " until " + until);
      }
    }
  }

  /**
   * Spans may be given in any order, and overlap: the work of several people goes on while one of
   * them is there.
   *
   * @throws IllegalArgumentException if there is none, so that no work would ever end
   */
  public WorkingCalendar {
    Map<DayOfWeek, List<Span>> merged = new EnumMap<>(DayOfWeek.class);
    week.forEach(
        (day, spans) -> {
          if (!spans.isEmpty()) {
            merged.put(day, merged(spans));
          }
        });
    if (merged.isEmpty()) {
      throw new IllegalArgumentException("a calendar without working hours");
    }
    week = Collections.unmodifiableMap(merged);
  }

  /** Office hours, Monday to Friday: where nobody's calendar says otherwise. */
  public static WorkingCalendar office(ZoneId zone) {
    Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.compareTo(DayOfWeek.FRIDAY) <= 0) {
        days.put(day, List.of(new Span(LocalTime.of(8, 0), LocalTime.of(16, 0))));
      }
    }
    return new WorkingCalendar(zone, days);
  }

  Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  Instant startOfDayOf(Instant moment) {
    return startOf(dayOf(moment));
  }

  private LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, zone);
  }

  /** The first working moment that is not before this one. */
  Instant firstFrom(Instant moment) {
    for (LocalDate day = dayOf(moment); ; day = day.plusDays(1)) {
      for (Span span : on(day)) {
        if (end(day, span).isAfter(moment)) {
          return later(start(day, span), moment);
        }
      }
    }
  }

  /** When work is done that begins then; work of no length at once, at any time. */
  Instant endOf(Instant begin, Duration work) {
    Duration left = work;
    for (LocalDate day = dayOf(begin); isPositive(left); day = day.plusDays(1)) {
      for (Span span : on(day)) {
        Instant from = later(start(day, span), begin);
        Duration possible = Duration.between(from, end(day, span));
        if (possible.compareTo(left) >= 0) {
          return from.plus(left);
        }
        if (isPositive(possible)) {
          left = left.minus(possible);
        }
      }
    }
    return begin;
  }

  /** When work has to begin at the latest that is to be done by then. */
  Instant latestBeginOf(Instant end, Duration work) {
    Duration left = work;
    for (LocalDate day = dayOf(end); isPositive(left); day = day.minusDays(1)) {
      List<Span> spans = on(day);
      for (int i = spans.size() - 1; i >= 0; i--) {
        Instant until = earlier(end(day, spans.get(i)), end);
        Duration possible = Duration.between(start(day, spans.get(i)), until);
        if (possible.compareTo(left) >= 0) {
          return until.minus(left);
        }
        if (isPositive(possible)) {
          left = left.minus(possible);
        }
      }
    }
    return end;
  }

  private List<Span> on(LocalDate day) {
    return week.getOrDefault(day.getDayOfWeek(), List.of());
  }

  private Instant start(LocalDate day, Span span) {
    return day.atTime(span.from()).atZone(zone).toInstant();
  }

  private Instant end(LocalDate day, Span span) {
    return day.atTime(span.until()).atZone(zone).toInstant();
  }

  private static List<Span> merged(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      int last = merged.size() - 1;
      if (last >= 0 && !span.from().isAfter(merged.get(last).until())) {
        Span before = merged.get(last);
        LocalTime until = before.until().isAfter(span.until()) ? before.until() : span.until();
        merged.set(last, new Span(before.from(), until));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static boolean isPositive(Duration time) {
    return time.compareTo(Duration.ZERO) > 0;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
