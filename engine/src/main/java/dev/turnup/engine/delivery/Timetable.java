package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Sequence;
import dev.turnup.engine.order.BeyondCalendar;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.WorkingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When each step of a plan can begin and end at the earliest, by what it relies on, from when on it
 * is possible, how long it takes and when people work; and which steps are critical: the path of
 * them that makes the plan as long as it is. The same steps give the same timetable.
 *
 * @param slots of the steps that have a date, in their order
 * @param end of the last step; empty if one has no date, or there is none
 */
record Timetable(Map<ComponentId, Slot> slots, Optional<Instant> end) {

  private static final Duration WORKING_MINUTE = Duration.ofMinutes(1);

  /**
   * A component to be made.
   *
   * @param reliesOn what must be made before; what is no step of the plan is made already
   * @param from the first moment at which it is possible; empty if that is not known
   * @param work how much working time it takes
   */
  record Step(
      ComponentId id,
      Set<ComponentId> reliesOn,
      Optional<Instant> from,
      Duration work,
      WorkingCalendar calendar) {

    /** The same, possible from another moment on. */
    Step possibleFrom(Optional<Instant> moment) {
      return new Step(id, reliesOn, moment, work, calendar);
    }
  }

  /** What calendars say: very many steps ask the same of the same few. */
  private static final class Hours {

    private enum What {
      BEGIN,
      END,
      LATEST_BEGIN
    }

    private record Question(What what, Instant moment, Duration work) {}

    private final Map<WorkingCalendar, Map<Question, Optional<Instant>>> known =
        new IdentityHashMap<>();

    Optional<Instant> beginAfter(Step step, Instant moment) {
      return step.work().isZero()
          ? Optional.of(moment)
          : asked(step, new Question(What.BEGIN, moment, Duration.ZERO));
    }

    Optional<Instant> endOf(Step step, Instant begin, Duration work) {
      return asked(step, new Question(What.END, begin, work));
    }

    Instant latestBegin(Step step, Instant end) {
      return asked(step, new Question(What.LATEST_BEGIN, end, step.work())).orElse(Instant.MIN);
    }

    /** Empty if so little is worked that it would take years. */
    private Optional<Instant> asked(Step step, Question question) {
      WorkingCalendar calendar = step.calendar();
      return known
          .computeIfAbsent(calendar, first -> new HashMap<>())
          .computeIfAbsent(question, asked -> answer(asked, calendar));
    }

    private static Optional<Instant> answer(Question question, WorkingCalendar calendar) {
      try {
        return Optional.of(
            switch (question.what()) {
              case BEGIN -> calendar.firstFrom(question.moment());
              case END -> calendar.plusWorking(question.moment(), question.work());
              case LATEST_BEGIN -> calendar.minusWorking(question.moment(), question.work());
            });
      } catch (BeyondCalendar e) {
        return Optional.empty();
      }
    }
  }

  /** The earliest time of a step. */
  record Slot(Instant start, Instant end, boolean critical) {}

  /**
   * @throws IllegalArgumentException if a step relies on itself, by whatever way
   */
  static Timetable of(Collection<Step> steps) {
    return of(steps, new Hours());
  }

  private static Timetable of(Collection<Step> steps, Hours hours) {
    Map<ComponentId, Instant> starts = new HashMap<>();
    Map<ComponentId, Instant> ends = new HashMap<>();
    List<Step> sorted = sorted(steps);
    Set<ComponentId> known = ids(steps);
    for (Step step : sorted) {
      Optional<Instant> start = step.from();
      for (ComponentId other : step.reliesOn()) {
        if (known.contains(other)) {
          Optional<Instant> end = Optional.ofNullable(ends.get(other));
          start = start.flatMap(s -> end.map(e -> e.isAfter(s) ? e : s));
        }
      }
      start
          .flatMap(moment -> hours.beginAfter(step, moment))
          .ifPresent(
              begin ->
                  hours
                      .endOf(step, begin, step.work())
                      .ifPresent(
                          made -> {
                            starts.put(step.id(), begin);
                            ends.put(step.id(), made);
                          }));
    }
    Optional<Instant> end =
        ends.size() == steps.size()
            ? ends.values().stream().max(Comparator.naturalOrder())
            : Optional.empty();
    Set<ComponentId> critical = end.map(e -> critical(sorted, ends, e, hours)).orElse(Set.of());
    Map<ComponentId, Slot> slots = new LinkedHashMap<>();
    for (Step step : steps) {
      if (starts.containsKey(step.id())) {
        slots.put(
            step.id(),
            new Slot(starts.get(step.id()), ends.get(step.id()), critical.contains(step.id())));
      }
    }
    return new Timetable(slots, end);
  }

  /**
   * The last moment at which the steps can be begun so that all of them are made by {@code target}:
   * what they rely on, their work and the calendars counted backwards. Empty if one of them has no
   * date, or cannot be made by then anyway.
   *
   * @return for each step that relies on no other, its last moment
   */
  static Map<Step, Instant> latestStarts(Collection<Step> steps, Instant target) {
    Hours hours = new Hours();
    Timetable earliest = of(steps, hours);
    List<Step> sorted = sorted(steps);
    Map<ComponentId, Instant> ends = latestEnds(sorted, target, hours);
    Set<ComponentId> known = ids(steps);
    Map<Step, Instant> first = new LinkedHashMap<>();
    for (Step step : sorted) {
      Instant start = hours.latestBegin(step, ends.get(step.id()));
      Slot slot = earliest.slots().get(step.id());
      if (slot == null || slot.start().isAfter(start)) {
        return Map.of();
      }
      if (Collections.disjoint(step.reliesOn(), known)) {
        first.put(step, start);
      }
    }
    return first;
  }

  /** What cannot be made a working minute later without the end being later. */
  private static Set<ComponentId> critical(
      List<Step> sorted, Map<ComponentId, Instant> ends, Instant end, Hours hours) {
    Map<ComponentId, Instant> latest = latestEnds(sorted, end, hours);
    return sorted.stream()
        .filter(
            step ->
                hours
                    .endOf(step, ends.get(step.id()), WORKING_MINUTE)
                    .filter(later -> !later.isAfter(latest.get(step.id())))
                    .isEmpty())
        .map(Step::id)
        .collect(toSet());
  }

  /** By when each step has to be made so that all of them are made by {@code target}. */
  private static Map<ComponentId, Instant> latestEnds(
      List<Step> sorted, Instant target, Hours hours) {
    List<Step> dependantsFirst = new ArrayList<>(sorted);
    Collections.reverse(dependantsFirst);
    Map<ComponentId, Instant> ends = new HashMap<>();
    for (Step step : dependantsFirst) {
      Instant start = hours.latestBegin(step, ends.computeIfAbsent(step.id(), id -> target));
      for (ComponentId other : step.reliesOn()) {
        ends.merge(other, start, (one, two) -> one.isBefore(two) ? one : two);
      }
    }
    return ends;
  }

  /** What a step relies on comes before it. */
  private static List<Step> sorted(Collection<Step> steps) {
    return Sequence.prerequisitesFirst(steps, Step::id, Step::reliesOn);
  }

  private static Set<ComponentId> ids(Collection<Step> steps) {
    Set<ComponentId> ids = new HashSet<>();
    steps.forEach(step -> ids.add(step.id()));
    return ids;
  }
}
