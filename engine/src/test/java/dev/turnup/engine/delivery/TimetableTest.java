package dev.turnup.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.Planning;
import dev.turnup.engine.delivery.Timetable.Slot;
import dev.turnup.engine.delivery.Timetable.Step;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingWeek;
import dev.turnup.engine.order.WorkingWeek.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What always holds of a timetable, whatever relies on whatever. */
class TimetableTest {

  private static final Instant NOW =
      Planning.MONDAY.atTime(7, 0).atZone(Planning.BERLIN).toInstant();
  private static final WorkingCalendar OFFICE = WorkingCalendar.office(Planning.BERLIN);

  /** What a step is drawn from; it relies only on steps before it. */
  record Drawn(int hours, int daysUntilPossible, List<Integer> before) {}

  @Property(tries = 300)
  void beginsNothingBeforeWhatItReliesOnNorBeforeItIsPossible(@ForAll("plans") List<Step> steps) {
    Map<ComponentId, Slot> slots = Timetable.of(steps).slots();

    for (Step step : steps) {
      Slot slot = slots.get(step.id());
      assertThat(slot.start()).isAfterOrEqualTo(step.from().orElseThrow());
      assertThat(slot.end()).isEqualTo(OFFICE.plusWorking(slot.start(), step.work()));
      for (ComponentId other : step.reliesOn()) {
        assertThat(slot.start()).isAfterOrEqualTo(slots.get(other).end());
      }
    }
  }

  @Property(tries = 300)
  void endsWithTheLongestPathWhichIsTheCriticalOne(@ForAll("plans") List<Step> steps) {
    Timetable timetable = Timetable.of(steps);
    Map<ComponentId, Instant> longest = new HashMap<>();
    steps.forEach(step -> longest.put(step.id(), endOfLongestPathTo(step, steps)));
    Instant end = longest.values().stream().max(Comparator.naturalOrder()).orElseThrow();

    assertThat(timetable.end()).contains(end);
    timetable.slots().forEach((id, slot) -> assertThat(slot.end()).isEqualTo(longest.get(id)));
    for (Step step : steps) {
      boolean delays = Timetable.of(delayed(steps, step)).end().orElseThrow().isAfter(end);
      if (delays) {
        assertThat(timetable.slots().get(step.id()).critical()).as("what delays the end").isTrue();
      }
    }
    assertThat(timetable.slots().values().stream().filter(Slot::critical).toList())
        .as("a path to the end")
        .anyMatch(slot -> slot.end().equals(end));
  }

  @Example
  void hasNoDateForWhatWouldTakeYears() {
    WorkingWeek aMinute =
        new WorkingWeek(
            Planning.BERLIN,
            Map.of(DayOfWeek.MONDAY, List.of(new Span(LocalTime.of(8, 0), LocalTime.of(8, 1)))),
            Map.of());
    Step step =
        new Step(
            new ComponentId(UUID.randomUUID()),
            Set.of(),
            Optional.of(NOW),
            Duration.ofHours(10),
            WorkingCalendar.of("a minute a week", aMinute));

    assertThat(Timetable.of(List.of(step))).isEqualTo(new Timetable(Map.of(), Optional.empty()));
    assertThat(Timetable.latestStarts(List.of(step), NOW.plus(Duration.ofDays(60)))).isEmpty();
  }

  @Property(tries = 200)
  void isInTimeWhenBegunAtTheLatestMomentCountedBackwards(@ForAll("plans") List<Step> steps) {
    Instant target = NOW.plus(Duration.ofDays(60));

    Map<Step, Instant> last = Timetable.latestStarts(steps, target);

    Instant start = last.values().stream().min(Comparator.naturalOrder()).orElseThrow();
    assertThat(Timetable.of(from(steps, start)).end().orElseThrow()).isBeforeOrEqualTo(target);
    Step first = last.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    assertThat(
            Timetable.of(from(steps, OFFICE.plusWorking(start, Duration.ofMinutes(1))))
                .end()
                .orElseThrow())
        .as("a working minute later it is not, if anything takes time after " + first)
        .isAfterOrEqualTo(target);
  }

  @Property(tries = 100)
  void isTheSameForTheSameSteps(@ForAll("plans") List<Step> steps) {
    assertThat(Timetable.of(steps)).isEqualTo(Timetable.of(List.copyOf(steps)));
  }

  @Example
  void saysNothingOfWhatWaitsForADateThatNobodyKnows() {
    Step undated = new Step(id(1), Set.of(), Optional.empty(), Duration.ofHours(1), OFFICE);
    Step after = step(2, 1, Set.of(id(1)));
    Step other = step(3, 1, Set.of());

    Timetable timetable = Timetable.of(List.of(undated, after, other));

    assertThat(timetable.slots()).containsOnlyKeys(id(3));
    assertThat(timetable.end()).isEmpty();
    assertThat(Timetable.latestStarts(List.of(undated, after), NOW.plusSeconds(99_999_999)))
        .isEmpty();
  }

  @Example
  void doesNotWaitWhereItIsLateAnyway() {
    assertThat(Timetable.latestStarts(List.of(step(1, 40, Set.of())), NOW.plusSeconds(86_400)))
        .isEmpty();
  }

  @Example
  void refusesACircle() {
    List<Step> circle = List.of(step(1, 1, Set.of(id(2))), step(2, 1, Set.of(id(1))));

    assertThatThrownBy(() -> Timetable.of(circle)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Instant endOfLongestPathTo(Step step, List<Step> steps) {
    Instant from = step.from().orElseThrow();
    for (Step other : steps) {
      if (step.reliesOn().contains(other.id())) {
        Instant end = endOfLongestPathTo(other, steps);
        from = end.isAfter(from) ? end : from;
      }
    }
    return OFFICE.plusWorking(from, step.work());
  }

  /** The same, with a step that takes an hour longer. */
  private static List<Step> delayed(List<Step> steps, Step which) {
    return steps.stream()
        .map(
            step ->
                step.equals(which)
                    ? new Step(
                        step.id(),
                        step.reliesOn(),
                        step.from(),
                        step.work().plusHours(1),
                        step.calendar())
                    : step)
        .toList();
  }

  private static List<Step> from(List<Step> steps, Instant start) {
    return steps.stream()
        .map(
            step ->
                new Step(
                    step.id(), step.reliesOn(), Optional.of(start), step.work(), step.calendar()))
        .toList();
  }

  @Provide
  Arbitrary<List<Step>> plans() {
    Arbitrary<Drawn> drawn =
        Combinators.combine(
                Arbitraries.integers().between(0, 20),
                Arbitraries.integers().between(0, 6),
                Arbitraries.integers().between(0, 30).list().ofMaxSize(3))
            .as(Drawn::new);
    return drawn.list().ofMinSize(1).ofMaxSize(9).map(TimetableTest::steps);
  }

  private static List<Step> steps(List<Drawn> drawn) {
    List<Step> steps = new ArrayList<>();
    for (Drawn each : drawn) {
      Set<ComponentId> before = new HashSet<>();
      if (!steps.isEmpty()) {
        each.before().forEach(n -> before.add(steps.get(n % steps.size()).id()));
      }
      steps.add(
          new Step(
              id(steps.size() + 1),
              before,
              Optional.of(NOW.plus(Duration.ofDays(each.daysUntilPossible()))),
              Duration.ofHours(each.hours()),
              OFFICE));
    }
    return steps;
  }

  private static Step step(int number, int hours, Set<ComponentId> before) {
    return new Step(id(number), before, Optional.of(NOW), Duration.ofHours(hours), OFFICE);
  }

  private static ComponentId id(int number) {
    return new ComponentId(new UUID(0, number));
  }
}
