package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingWeek;
import dev.turnup.engine.order.WorkingWeek.Span;
import dev.turnup.engine.scheduling.DescribeDay;
import dev.turnup.engine.scheduling.DescribeDay.Day;
import dev.turnup.engine.scheduling.Schedules;
import dev.turnup.engine.scheduling.Technician;
import dev.turnup.engine.scheduling.Technician.DailyMost;
import dev.turnup.engine.web.SchedulePage.Box;
import dev.turnup.engine.web.SchedulePage.Entry;
import dev.turnup.engine.web.SchedulePage.Shown;
import dev.turnup.engine.web.SchedulePage.Tick;
import dev.turnup.engine.web.SchedulePage.Visit;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SchedulePageTest implements Schedules {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Territory HAMBURG = new Territory("hamburg", "Hamburg", BERLIN);

  private final List<Technician> technicians = new ArrayList<>();
  private final List<Planned> visits = new ArrayList<>();
  private final List<Planned> outside = new ArrayList<>();
  private Territory territory = HAMBURG;

  @Test
  void drawsEachVisitWhereItIs() {
    works("anna", "08:00", "16:00");
    works("ben", "10:00", "18:00");
    visits.add(visit("ben", "2026-03-04T13:00", "2026-03-04T13:30", "held"));
    visits.add(visit("anna", "2026-03-04T10:00", "2026-03-04T12:00", "booked"));

    Shown shown = shown("2026-03-04");

    assertThat(shown.ticks()).hasSize(11).startsWith(new Tick(190, "08:00"));
    assertThat(shown.lanes().get(0).worked())
        .containsExactly(new Box(190, 920, "works 08:00–16:00"));
    assertThat(shown.lanes().get(0).visits())
        .extracting(Visit::x, Visit::width, Visit::label)
        .containsExactly(tuple(420, 230, "PO-1 · booked"));
    assertThat(shown.lanes().get(1).visits().get(0).title())
        .isEqualTo("13:00–13:30, order PO-1, delivery 1, held, 1 Quay");
    assertThat(shown.entries())
        .extracting(Entry::time, Entry::technician, Entry::state)
        .containsExactly(
            tuple("10:00–12:00", "anna", "booked"), tuple("13:00–13:30", "ben", "held"));
  }

  @Test
  void showsATimeThatIsHeldBeforeThereIsAnOrder() {
    works("anna", "08:00", "16:00");
    Opening time = opening("2026-03-04T10:00", "2026-03-04T12:00");
    visits.add(
        new Planned(
            "anna", Optional.empty(), Optional.empty(), "held", time.start(), time.end(), ""));

    Shown shown = shown("2026-03-04");

    assertThat(shown.lanes().get(0).visits())
        .containsExactly(
            new Visit(
                477, 288, "held", null, "no order yet · held", "10:00–12:00, no order yet, held"));
    assertThat(shown.entries())
        .extracting(Entry::order, Entry::delivery)
        .containsExactly(tuple("", ""));
  }

  @Test
  void showsNightsAndAbsencesAsFarAsTheyAreOfTheDay() {
    works("anna", "22:00", "06:00", opening("2026-03-04T23:00", "2026-03-07T00:00"));

    Day day = day("2026-03-04");

    assertThat(day.rows().get(0).worked())
        .containsExactly(
            opening("2026-03-04T00:00", "2026-03-04T06:00"),
            opening("2026-03-04T22:00", "2026-03-05T00:00"));
    assertThat(day.rows().get(0).away())
        .containsExactly(opening("2026-03-04T23:00", "2026-03-05T00:00"));
    assertThat(shown("2026-03-04").ticks()).hasSize(25);
  }

  @Test
  void aDayOfAClockChangeIsAsLongAsItIs() {
    works("anna", "01:00", "04:00");

    assertThat(shown("2026-03-29").ticks())
        .extracting(Tick::label)
        .containsExactly("01:00", "03:00", "04:00");
    assertThat(shown("2026-10-25").ticks())
        .extracting(Tick::label)
        .containsExactly("01:00", "02:00", "02:00", "03:00", "04:00");
  }

  @Test
  void isEmptyWhereNobodyWorks() {
    assertThat(shown("2026-03-04"))
        .satisfies(day -> assertThat(day.lanes()).isEmpty())
        .extracting(Shown::note)
        .isEqualTo("Nobody works in this territory.");
    works("anna", "08:00", "16:00", opening("2026-03-05T00:00", "2026-03-06T00:00"));
    assertThat(shown("2026-03-04").note()).isEqualTo("There are no visits on this day.");
    assertThat(new DescribeDay(this, Clock.systemUTC()).of("nowhere", Optional.empty())).isEmpty();
  }

  @Test
  void listsWhatTheWorkforceSystemMakesWithoutATechnicianOfOurs() {
    territory = new Territory("hamburg", "Hamburg", BERLIN, true);
    assertThat(shown("2026-03-04").note())
        .isEqualTo(
            "Visits here are planned by the workforce system, which makes none on this day.");

    outside.add(visit("", "2026-03-04T10:00", "2026-03-04T12:00", "booked"));
    outside.add(visit("rita", "2026-03-04T08:00", "2026-03-04T09:00", "lost"));
    Shown shown = shown("2026-03-04");
    assertThat(shown.note()).isEqualTo("Visits here are planned by the workforce system.");
    assertThat(shown.lanes()).isEmpty();
    assertThat(shown.entries())
        .extracting(Entry::time, Entry::technician, Entry::order, Entry::state)
        .containsExactly(
            tuple("08:00–09:00", "rita, of the workforce system", "PO-1", "lost"),
            tuple("10:00–12:00", "sent by the workforce system", "PO-1", "booked"));
  }

  @Override
  public List<Territory> territories(int most) {
    return List.of(HAMBURG);
  }

  @Override
  public Optional<Territory> territory(String id) {
    return Optional.of(territory).filter(known -> known.id().equals(id));
  }

  @Override
  public List<Technician> around(String territory, int most) {
    return technicians;
  }

  @Override
  public List<Planned> visits(Collection<String> of, Instant from, Instant to, Instant now) {
    return visits;
  }

  @Override
  public List<Planned> outside(String id, Instant from, Instant to, int most) {
    return outside;
  }

  private Shown shown(String day) {
    return SchedulePage.of(territories(1), Optional.of(day(day))).day().orElseThrow();
  }

  private Day day(String day) {
    return new DescribeDay(this, Clock.systemUTC())
        .of("hamburg", Optional.of(LocalDate.parse(day)))
        .orElseThrow();
  }

  private void works(String id, String from, String until, Opening... absences) {
    Span span = new Span(LocalTime.parse(from), LocalTime.parse(until));
    WorkingWeek week =
        new WorkingWeek(
            BERLIN,
            Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(Function.identity(), day -> List.of(span))),
            Map.of());
    technicians.add(
        new Technician(
            id,
            id,
            "hamburg",
            Set.of("fibre"),
            Optional.of(WorkingCalendar.of(id, week)),
            List.of(absences),
            new DailyMost(Optional.empty(), Optional.empty())));
  }

  private static Planned visit(String technician, String start, String end, String state) {
    Opening time = opening(start, end);
    return new Planned(
        technician,
        Optional.of(new OrderId("PO-1")),
        Optional.of(1),
        state,
        time.start(),
        time.end(),
        "1 Quay");
  }

  private static Opening opening(String start, String end) {
    return new Opening(
        LocalDateTime.parse(start).atZone(BERLIN).toInstant(),
        LocalDateTime.parse(end).atZone(BERLIN).toInstant());
  }
}
