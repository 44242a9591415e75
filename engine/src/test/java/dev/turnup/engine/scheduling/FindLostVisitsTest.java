package dev.turnup.engine.scheduling;

import static dev.turnup.engine.Planning.BERLIN;
import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.scheduling.Obstacle.ABSENCE;
import static dev.turnup.engine.scheduling.Obstacle.ELSEWHERE;
import static dev.turnup.engine.scheduling.Obstacle.NOT_WORKING;
import static dev.turnup.engine.scheduling.Obstacle.TOO_MANY;
import static dev.turnup.engine.scheduling.Obstacle.UNSKILLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingWeek;
import dev.turnup.engine.order.WorkingWeek.Span;
import dev.turnup.engine.scheduling.LostVisits.Days;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import dev.turnup.engine.scheduling.LostVisits.Work;
import dev.turnup.engine.scheduling.Technician.DailyMost;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindLostVisitsTest {

  private static final List<String> ANNA = List.of("anna");
  private static final Optional<Days> EVER = Optional.empty();

  private final LostVisitsInMemory duties = new LostVisitsInMemory();
  private final Crew crew = new Crew().with("anna", "hamburg", "fibre", "copper");
  private final FindLostVisits findLostVisits =
      new FindLostVisits(
          duties, crew, Clock.fixed(MONDAY.atTime(7, 0).atZone(BERLIN).toInstant(), BERLIN));

  @Test
  void losesWhatIsInAnAbsence() {
    Duty monday = duty(MONDAY, "15:30", "fibre");
    duty(MONDAY.plusDays(1), "08:00", "fibre");
    duty(MONDAY.minusDays(7), "08:00", "fibre");

    assertThat(findLostVisits.by(() -> crew.absent("anna", MONDAY, MONDAY), ANNA, EVER))
        .containsExactly(monday);
    assertThat(duties.lost).isEqualTo(Map.of(monday.appointment(), ABSENCE));
    assertThat(duties.readings).isEqualTo(1);

    assertThat(findLostVisits.by(() -> crew.absent("anna", MONDAY, MONDAY), ANNA, EVER))
        .as("as before")
        .isEmpty();
    assertThat(
            findLostVisits.by(
                () -> crew.absent("anna", MONDAY, MONDAY.plusDays(1)), List.of("ben"), EVER))
        .as("somebody else's")
        .isEmpty();
  }

  @Test
  void losesWhatIsInNoWorkingTimeAnyMore() {
    Duty morning = duty(MONDAY, "08:00", "fibre");
    Duty afternoon = duty(MONDAY, "15:30", "fibre");
    duty(MONDAY, "20:00", "fibre");

    assertThat(findLostVisits.by(() -> works("anna", "08:00", "16:00"), ANNA, EVER))
        .as("dispatch agreed on the evening by phone")
        .containsExactly(afternoon);
    assertThat(duties.lost).isEqualTo(Map.of(afternoon.appointment(), NOT_WORKING));

    assertThat(findLostVisits.by(() -> works("anna"), ANNA, EVER)).containsExactly(morning);
  }

  @Test
  void losesWhatSomebodyCannotDoAnyMore() {
    Duty fibre = duty(MONDAY, "08:00", "fibre");
    duty(MONDAY, "10:00", "copper");
    duty(MONDAY, "13:00");

    assertThat(findLostVisits.by(() -> crew.with("anna", "hamburg", "copper"), ANNA, EVER))
        .containsExactly(fibre);
    assertThat(duties.lost).isEqualTo(Map.of(fibre.appointment(), UNSKILLED));
  }

  @Test
  void losesWhatIsWhereSomebodyDoesNotWorkAnyMore() {
    Duty there = duty(MONDAY, "08:00", "fibre");

    assertThat(findLostVisits.by(() -> crew.with("anna", "bremen", "fibre"), ANNA, EVER))
        .containsExactly(there);
    assertThat(duties.lost).isEqualTo(Map.of(there.appointment(), ELSEWHERE));
    assertThat(findLostVisits.by(() -> crew.with("anna", "berlin", "fibre"), ANNA, EVER))
        .as("was sent there in spite of that")
        .isEmpty();
  }

  @Test
  void losesTheLastVisitsOfADayThatAreTooMany() {
    duty(MONDAY, "08:00", "fibre");
    Duty second = duty(MONDAY, "10:00", "fibre");
    Duty third = duty(MONDAY, "13:00", "fibre");
    duty(MONDAY.plusDays(1), "08:00", "fibre");
    duty(MONDAY.plusDays(1), "10:00", "fibre");

    assertThat(findLostVisits.by(() -> most(2, 600), ANNA, EVER)).containsExactly(third);
    assertThat(duties.lost).isEqualTo(Map.of(third.appointment(), TOO_MANY));
    assertThat(findLostVisits.by(() -> most(2, 600), ANNA, EVER)).as("as before").isEmpty();
    assertThat(findLostVisits.by(() -> most(5, 180), ANNA, EVER)).as("as much").isEmpty();
    assertThat(findLostVisits.by(() -> most(5, 179), ANNA, EVER)).hasSize(2).contains(second);

    // at noon one of them is behind her
    duties.duties.remove(second);
    duties.over.add(second.slot());
    most(5, 600);
    assertThat(findLostVisits.by(() -> most(2, 600), ANNA, EVER)).containsExactly(third);
    most(5, 600);
    assertThat(findLostVisits.by(() -> most(3, 600), ANNA, EVER)).isEmpty();
  }

  private void most(int visits, int minutes) {
    Technician now = crew.find("anna").orElseThrow();
    crew.with(
        new Technician(
            "anna",
            "anna",
            now.territory(),
            now.skills(),
            now.calendar(),
            now.absences(),
            new DailyMost(Optional.of(visits), Optional.of(Duration.ofMinutes(minutes)))));
  }

  /** Before and after both changes of clocks, at the end of a leap February, and far ahead. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-03-28", "2026-10-24", "2028-02-28", "2028-02-29", "2126-06-01"})
  void knowsANightForWhatItIs(String date) {
    LocalDate day = LocalDate.parse(date);
    works("anna", "22:00", "06:00");
    Duty late = duty(day, "22:00", "fibre");
    Duty early = duty(day.plusDays(1), "04:30", "fibre");

    assertThat(findLostVisits.by(() -> works("anna", "22:00", "05:59"), ANNA, EVER))
        .containsExactly(early);
    assertThat(
            findLostVisits.by(
                () -> absent(day.atTime(23, 29).atZone(BERLIN), day.atTime(23, 30).atZone(BERLIN)),
                ANNA,
                EVER))
        .containsExactly(late);
  }

  private Duty duty(LocalDate day, String from, String... skills) {
    ZonedDateTime start = day.atTime(LocalTime.parse(from)).atZone(BERLIN);
    Duty duty =
        new Duty(
            UUID.randomUUID(),
            Optional.of(new Work(new OrderId("PO-1"), new DeliveryId(UUID.randomUUID()), 1)),
            new Slot("anna", start, start.plusMinutes(90)),
            Optional.of("hamburg"),
            Set.of(skills));
    duties.duties.add(duty);
    return duty;
  }

  /** Every day of the week, between these times; at no time, if none are given. */
  private void works(String id, String... times) {
    Optional<WorkingCalendar> calendar =
        times.length == 0
            ? Optional.empty()
            : Optional.of(
                WorkingCalendar.of(
                    "days",
                    new WorkingWeek(
                        BERLIN,
                        Stream.of(DayOfWeek.values())
                            .collect(
                                Collectors.toMap(
                                    day -> day,
                                    day ->
                                        List.of(
                                            new Span(
                                                LocalTime.parse(times[0]),
                                                LocalTime.parse(times[1]))))),
                        Map.of())));
    Technician now = crew.find(id).orElseThrow();
    crew.with(
        new Technician(
            id, id, now.territory(), now.skills(), calendar, now.absences(), now.most()));
  }

  private void absent(ZonedDateTime from, ZonedDateTime until) {
    Technician now = crew.find("anna").orElseThrow();
    crew.with(
        new Technician(
            "anna",
            "anna",
            now.territory(),
            now.skills(),
            now.calendar(),
            List.of(new Opening(from.toInstant(), until.toInstant())),
            DailyMost.UNLIMITED));
  }
}
