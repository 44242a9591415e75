package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.Opening;
import dev.turnup.engine.scheduling.Appointments.Busy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds free time in the calendars of technicians for some days at a site. A visit takes its time
 * as elapsed time, and belongs to the day on which it begins there.
 */
final class Slots {

  /** Visits begin on the half hour, as people are told. */
  private static final int GRID_MINUTES = 30;

  private final List<Technician> technicians;
  private final Map<String, List<Opening>> worked;
  private final Map<String, List<Opening>> taken;
  private final Map<String, List<Busy>> visits;
  private final ZoneId zone;
  private final LocalDate first;
  private final LocalDate last;
  private final Predicate<Slot> possible;

  /**
   * @param busy around these days
   * @param zone in which days are meant
   */
  Slots(
      List<Technician> technicians, List<Busy> busy, ZoneId zone, LocalDate first, LocalDate last) {
    this(technicians, busy, zone, first, last, slot -> true);
  }

  private Slots(
      List<Technician> technicians,
      List<Busy> busy,
      ZoneId zone,
      LocalDate first,
      LocalDate last,
      Predicate<Slot> possible) {
    this.technicians = technicians;
    this.possible = possible;
    this.zone = zone;
    this.first = first;
    this.last = last;
    visits = busy.stream().collect(groupingBy(Busy::technician));
    worked =
        technicians.stream()
            .collect(
                toMap(
                    Technician::id,
                    t ->
                        t.calendar()
                            .map(c -> c.openings(first.minusDays(1), last.plusDays(2)))
                            .orElse(List.of())));
    taken = technicians.stream().collect(toMap(Technician::id, this::takenBy));
  }

  /**
   * The same for visits that two make together: one of these, and somebody else.
   *
   * @param all who may be the other
   */
  static Slots forTwo(
      List<Technician> technicians,
      List<Technician> all,
      List<Busy> busy,
      ZoneId zone,
      LocalDate first,
      LocalDate last) {
    Slots others = new Slots(all, busy, zone, first, last);
    return new Slots(
        technicians, busy, zone, first, last, slot -> !others.freeBeside(slot).isEmpty());
  }

  /** The others who could come along, by id. */
  List<String> freeBeside(Slot slot) {
    return technicians.stream()
        .map(Technician::id)
        .filter(id -> !id.equals(slot.technician()))
        .filter(id -> isFree(new Slot(id, slot.start(), slot.end())))
        .toList();
  }

  /**
   * The earliest slots that begin at or after {@code notBefore} on the first day that has any: one
   * of each technician who can come on that day.
   */
  List<Slot> onFirstDay(Instant notBefore, Duration duration) {
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      LocalDate that = day;
      List<Slot> slots =
          technicians.stream()
              .flatMap(technician -> on(that, technician, notBefore, duration).stream())
              .toList();
      if (!slots.isEmpty()) {
        return slots;
      }
    }
    return List.of();
  }

  /**
   * When somebody can begin, from one moment on and before another. Once there are so many, no
   * further day is looked at.
   */
  SortedSet<ZonedDateTime> starts(Instant from, Instant until, Duration duration, int most) {
    SortedSet<ZonedDateTime> starts = new TreeSet<>();
    for (LocalDate day = first; !day.isAfter(last) && starts.size() < most; day = day.plusDays(1)) {
      for (Technician technician : technicians) {
        Optional<Slot> slot = on(day, technician, from, duration);
        while (slot.filter(found -> found.start().toInstant().isBefore(until)).isPresent()) {
          ZonedDateTime start = slot.get().start();
          starts.add(start);
          slot = on(day, technician, start.plusMinutes(GRID_MINUTES).toInstant(), duration);
        }
      }
    }
    return starts;
  }

  /** Of each who can begin at this very moment, the slot. */
  List<Slot> at(Instant start, Duration duration) {
    LocalDate day = LocalDate.ofInstant(start, zone);
    return technicians.stream()
        .flatMap(technician -> on(day, technician, start, duration).stream())
        .filter(slot -> slot.start().toInstant().equals(start))
        .toList();
  }

  /** Whether its technician can make a visit just then. */
  boolean isFree(Slot slot) {
    Instant start = slot.start().toInstant();
    Instant end = slot.end().toInstant();
    return technicians.stream()
        .filter(technician -> technician.id().equals(slot.technician()))
        .anyMatch(
            technician ->
                hasRoom(technician, LocalDate.ofInstant(start, zone), Duration.between(start, end))
                    && worked.get(technician.id()).stream()
                        .anyMatch(o -> !o.start().isAfter(start) && !o.end().isBefore(end))
                    && taken.get(technician.id()).stream()
                        .noneMatch(o -> o.start().isBefore(end) && o.end().isAfter(start)));
  }

  /** How many visits somebody has on a day. */
  int visitsOn(LocalDate day, String technician) {
    return on(day, technician).size();
  }

  private Optional<Slot> on(
      LocalDate day, Technician technician, Instant notBefore, Duration duration) {
    Optional<Slot> slot = free(day, technician, notBefore, duration);
    while (slot.filter(possible.negate()).isPresent()) {
      Instant next = slot.get().start().plusMinutes(GRID_MINUTES).toInstant();
      slot = free(day, technician, next, duration);
    }
    return slot;
  }

  private Optional<Slot> free(
      LocalDate day, Technician technician, Instant notBefore, Duration duration) {
    if (!hasRoom(technician, day, duration)) {
      return Optional.empty();
    }
    Instant begin = later(day.atStartOfDay(zone).toInstant(), notBefore);
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    for (Opening opening : worked.get(technician.id())) {
      if (opening.start().isBefore(end) && opening.end().isAfter(begin)) {
        Instant from = later(opening.start(), begin);
        ZonedDateTime start = free(technician, onGrid(from.atZone(zone)), duration);
        ZonedDateTime until = start.plus(duration);
        if (start.toInstant().isBefore(end) && !until.toInstant().isAfter(opening.end())) {
          return Optional.of(new Slot(technician.id(), start, until));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether they do one visit more that day. */
  private boolean hasRoom(Technician technician, LocalDate day, Duration duration) {
    List<Busy> that = on(day, technician.id());
    Duration time = that.stream().map(Busy::length).reduce(duration, Duration::plus);
    return technician.most().allows(that.size() + 1, time);
  }

  /** The first time from then on at which the technician is free for so long. */
  private ZonedDateTime free(Technician technician, ZonedDateTime from, Duration duration) {
    ZonedDateTime start = from;
    for (Opening other : taken.get(technician.id())) {
      boolean before = !start.plus(duration).toInstant().isAfter(other.start());
      if (!before && other.end().isAfter(start.toInstant())) {
        start = onGrid(other.end().atZone(zone));
      }
    }
    return start;
  }

  /** Visits with the way to them, and absences, by when they begin. */
  private List<Opening> takenBy(Technician technician) {
    return Stream.concat(
            visits.getOrDefault(technician.id(), List.of()).stream()
                .map(busy -> new Opening(busy.leaves(), busy.arrives())),
            technician.absences().stream())
        .sorted(Comparator.comparing(Opening::start))
        .toList();
  }

  private List<Busy> on(LocalDate day, String technician) {
    List<Busy> that = new ArrayList<>();
    for (Busy busy : visits.getOrDefault(technician, List.of())) {
      if (LocalDate.ofInstant(busy.start(), zone).equals(day)) {
        that.add(busy);
      }
    }
    return that;
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
