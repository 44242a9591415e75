package dev.turnup.engine.order;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * When work goes on: while one of several people is there. A piece of work takes elapsed working
 * time, so a night in which clocks are changed is shorter or longer.
 *
 * @param name its id; what people call it may be the name of one of them
 * @param zone in which days are meant
 * @param weeks of those who work; each may be in a zone of its own
 */
public record WorkingCalendar(String name, ZoneId zone, Set<WorkingWeek> weeks) {

  /** Nobody plans further ahead, nor looks further back, from any moment. */
  private static final int REACH_DAYS = 3_660;

  /** So many days are looked at together. */
  private static final int STRIDE_DAYS = 7;

  private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  /**
   * @throws IllegalArgumentException if there are no working hours in any week, so that no work
   *     would ever end
   */
  public WorkingCalendar {
    weeks = Set.copyOf(weeks);
    if (weeks.stream().allMatch(WorkingWeek::isEmpty)) {
      throw new IllegalArgumentException("a calendar without working hours: " + name);
    }
  }

  /** The calendar of one. */
  public static WorkingCalendar of(String name, WorkingWeek week) {
    return new WorkingCalendar(name, week.zone(), Set.of(week));
  }

  /** Office hours, Monday to Friday: where nobody's calendar says otherwise. */
  public static WorkingCalendar office(ZoneId zone) {
    return of("office", WorkingWeek.office(zone));
  }

  /** When a day begins. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** When the day of a moment began. */
  public Instant startOfDayOf(Instant moment) {
    return startOf(dayOf(moment));
  }

  /** Whether work goes on then; no longer at the very end of a span. */
  public boolean worksAt(Instant moment) {
    LocalDate day = dayOf(moment);
    return openings(day, day).stream()
        .anyMatch(o -> !o.start().isAfter(moment) && o.end().isAfter(moment));
  }

  /**
   * The working time of some days, midnight to midnight: in order, and with a break between each
   * and the next.
   *
   * @param to the last day
   * @throws BeyondCalendar if these are more than ten years, or very far away
   */
  public List<Opening> openings(LocalDate from, LocalDate to) {
    if (from.isBefore(FIRST_DAY)
        || to.isAfter(LAST_DAY)
        || ChronoUnit.DAYS.between(from, to) > REACH_DAYS) {
      throw new BeyondCalendar(name, from + " to " + to);
    }
    List<Opening> pieces = new ArrayList<>();
    for (WorkingWeek week : weeks) {
      week.addTo(pieces, startOf(from), startOf(to.plusDays(1)));
    }
    return merged(pieces);
  }

  /**
   * The first working moment that is not before this one.
   *
   * @throws BeyondCalendar if nobody works in the ten years after it
   */
  public Instant firstFrom(Instant moment) {
    LocalDate first = dayOf(moment);
    for (int days = 0; days <= REACH_DAYS; days += STRIDE_DAYS) {
      for (Opening opening : stride(first.plusDays(days))) {
        if (opening.end().isAfter(moment)) {
          return Opening.later(opening.start(), moment);
        }
      }
    }
    throw new BeyondCalendar(name, moment);
  }

  /**
   * When work is done that begins then; work of no length at once, at any time.
   *
   * @throws BeyondCalendar if it is not done within ten years
   */
  public Instant plusWorking(Instant moment, Duration work) {
    if (!isPositive(work)) {
      return moment;
    }
    Duration left = work;
    LocalDate first = dayOf(moment);
    for (int days = 0; days <= REACH_DAYS; days += STRIDE_DAYS) {
      for (Opening opening : stride(first.plusDays(days))) {
        Opening ahead = new Opening(Opening.later(opening.start(), moment), opening.end());
        if (ahead.length().compareTo(left) >= 0) {
          return ahead.start().plus(left);
        }
        left = isPositive(ahead.length()) ? left.minus(ahead.length()) : left;
      }
    }
    throw new BeyondCalendar(name, work + " from " + moment);
  }

  /**
   * When work has to begin at the latest that is to be done by then.
   *
   * @throws BeyondCalendar if that is more than ten years before
   */
  public Instant minusWorking(Instant moment, Duration work) {
    if (!isPositive(work)) {
      return moment;
    }
    Duration left = work;
    LocalDate last = dayOf(moment).minusDays(STRIDE_DAYS - 1);
    for (int days = 0; days <= REACH_DAYS; days += STRIDE_DAYS) {
      List<Opening> openings = stride(last.minusDays(days));
      for (int i = openings.size() - 1; i >= 0; i--) {
        Opening opening = openings.get(i);
        Opening before = new Opening(opening.start(), Opening.earlier(opening.end(), moment));
        if (before.length().compareTo(left) >= 0) {
          return before.end().minus(left);
        }
        left = isPositive(before.length()) ? left.minus(before.length()) : left;
      }
    }
    throw new BeyondCalendar(name, work + " until " + moment);
  }

  private List<Opening> stride(LocalDate first) {
    return openings(first, first.plusDays(STRIDE_DAYS - 1));
  }

  private LocalDate dayOf(Instant moment) {
    try {
      return LocalDate.ofInstant(moment, zone);
    } catch (DateTimeException e) {
      throw new BeyondCalendar(name, moment);
    }
  }

  private static List<Opening> merged(Collection<Opening> pieces) {
    List<Opening> merged = new ArrayList<>();
    for (Opening piece : pieces.stream().sorted(Comparator.comparing(Opening::start)).toList()) {
      int last = merged.size() - 1;
      if (last >= 0 && !piece.start().isAfter(merged.get(last).end())) {
        Opening before = merged.get(last);
        merged.set(last, new Opening(before.start(), Opening.later(before.end(), piece.end())));
      } else {
        merged.add(piece);
      }
    }
    return merged;
  }

  private static boolean isPositive(Duration time) {
    return time.compareTo(Duration.ZERO) > 0;
  }
}
