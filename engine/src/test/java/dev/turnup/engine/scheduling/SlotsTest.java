package dev.turnup.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingWeek;
import dev.turnup.engine.order.WorkingWeek.Span;
import dev.turnup.engine.scheduling.Appointments.Busy;
import dev.turnup.engine.scheduling.Technician.DailyMost;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void beginsWhenWorkBeginsOnTheHalfHourAtTheEarliest() {
    assertThat(earliest(at(MONDAY, "07:00"), HOUR)).contains(at(MONDAY, "08:00"));
    assertThat(earliest(at(MONDAY, "08:01"), HOUR)).contains(at(MONDAY, "08:30"));
    assertThat(earliest(at(MONDAY, "11:30"), HOUR)).contains(at(MONDAY, "13:00"));
    assertThat(earliest(at(MONDAY, "16:30"), HOUR)).contains(at(MONDAY.plusDays(1), "08:00"));
  }

  @Test
  void skipsTheWeekendAndAbsences() {
    LocalDate friday = MONDAY.plusDays(4);

    assertThat(earliest(at(friday, "17:00"), HOUR)).contains(at(MONDAY.plusDays(7), "08:00"));
    assertThat(
            starts(
                List.of(anna(away(MONDAY, friday))),
                List.of(),
                at(MONDAY, "07:00"),
                HOUR,
                MONDAY.plusDays(30)))
        .containsExactly(at(MONDAY.plusDays(7), "08:00"));
  }

  @Test
  void fitsBetweenAppointments() {
    List<Busy> busy =
        List.of(
            busy(MONDAY, "08:00", "09:15"),
            busy(MONDAY, "10:00", "11:00"),
            busy(MONDAY, "13:00", "16:00"));

    assertThat(earliest(busy, Duration.ofMinutes(30))).contains(at(MONDAY, "09:30"));
    assertThat(earliest(busy, HOUR)).contains(at(MONDAY, "11:00"));
    assertThat(earliest(busy, Duration.ofMinutes(90))).contains(at(MONDAY.plusDays(1), "08:00"));
  }

  @Test
  void looksNoFurtherThanItIsTold() {
    assertThat(starts(List.of(anna()), List.of(), at(MONDAY, "17:00"), HOUR, MONDAY)).isEmpty();
    assertThat(starts(List.of(), List.of(), at(MONDAY, "07:00"), HOUR, MONDAY.plusDays(60)))
        .isEmpty();
  }

  @Test
  void offersASlotOfEachWhoCanComeOnTheFirstDay() {
    Technician ben = technician("ben", Crew.weekdays());
    Technician cem = technician("cem", weekly(DayOfWeek.TUESDAY, "08:00", "12:00"));
    List<Slot> slots =
        new Slots(
                List.of(anna(), ben, cem),
                List.of(busy(MONDAY, "08:00", "10:00")),
                BERLIN,
                MONDAY,
                MONDAY.plusDays(9))
            .onFirstDay(at(MONDAY, "07:00").toInstant(), HOUR);

    assertThat(slots)
        .extracting(Slot::technician, Slot::start)
        .containsExactly(tuple("anna", at(MONDAY, "10:00")), tuple("ben", at(MONDAY, "08:00")));
  }

  @Test
  void findsTimeThatTwoHaveTogether() {
    Technician ben = technician("ben", weekly(DayOfWeek.MONDAY, "11:00", "15:30"));
    List<Busy> busy = List.of(busy(MONDAY, "08:00", "11:30"), busy(MONDAY, "13:00", "14:00"));
    Slots slots =
        Slots.forTwo(
            List.of(anna()), List.of(anna(), ben), busy, BERLIN, MONDAY, MONDAY.plusDays(6));

    assertThat(slots.onFirstDay(at(MONDAY, "07:00").toInstant(), HOUR))
        .extracting(Slot::technician, Slot::start)
        .containsExactly(tuple("anna", at(MONDAY, "14:00")));
    assertThat(
            slots.starts(at(MONDAY, "07:00").toInstant(), at(MONDAY, "18:00").toInstant(), HOUR, 9))
        .containsExactly(at(MONDAY, "14:00"), at(MONDAY, "14:30"));
    assertThat(slots.onFirstDay(at(MONDAY, "15:00").toInstant(), HOUR)).isEmpty();
  }

  @Test
  void leavesTimeToGetThereAndAway() {
    Duration travel = Duration.ofMinutes(20);
    List<Busy> busy =
        List.of(
            new Busy(
                "anna", at(MONDAY, "09:30").toInstant(), at(MONDAY, "10:30").toInstant(), travel),
            new Busy(
                "anna",
                at(MONDAY, "14:00").toInstant(),
                at(MONDAY, "14:30").toInstant(),
                Duration.ofHours(3)));

    assertThat(earliest(busy, HOUR)).contains(at(MONDAY, "08:00"));
    assertThat(earliest(busy, Duration.ofMinutes(80))).contains(at(MONDAY.plusDays(1), "08:00"));
    assertThat(starts(List.of(anna()), busy.subList(0, 1), at(MONDAY, "08:30"), HOUR, MONDAY))
        .containsExactly(at(MONDAY, "11:00"));
  }

  @Test
  void plansNoMoreInADayThanSomebodyDoes() {
    List<Busy> busy = List.of(busy(MONDAY, "08:00", "09:00"), busy(MONDAY, "10:00", "11:00"));
    LocalDate tuesday = MONDAY.plusDays(1);
    for (DailyMost most :
        List.of(
            new DailyMost(Optional.of(2), Optional.empty()),
            new DailyMost(Optional.of(3), Optional.of(Duration.ofMinutes(179))))) {
      Technician anna = anna(most);

      assertThat(starts(List.of(anna), busy, at(MONDAY, "07:00"), HOUR, tuesday))
          .containsExactly(at(tuesday, "08:00"));
    }
    DailyMost enough = new DailyMost(Optional.of(3), Optional.of(Duration.ofHours(3)));
    assertThat(starts(List.of(anna(enough)), busy, at(MONDAY, "07:00"), HOUR, tuesday))
        .containsExactly(at(MONDAY, "09:00"));
  }

  @Test
  void aNightShiftCanBeginAVisitOnEitherDay() {
    WorkingWeek night = weekly(DayOfWeek.MONDAY, "22:00", "06:00");
    Technician anna = technician("anna", night);
    LocalDate tuesday = MONDAY.plusDays(1);

    assertThat(starts(List.of(anna), List.of(), at(MONDAY, "23:10"), HOUR.multipliedBy(2), tuesday))
        .containsExactly(at(MONDAY, "23:30"));
    assertThat(starts(List.of(anna), List.of(), at(tuesday, "02:10"), HOUR, tuesday))
        .containsExactly(at(tuesday, "02:30"));
    assertThat(starts(List.of(anna), List.of(), at(tuesday, "05:10"), HOUR, tuesday)).isEmpty();
  }

  @Test
  void knowsThatANightIsShorterWhenClocksGoForward() {
    LocalDate shortNight = LocalDate.parse("2026-03-29");
    Technician anna = technician("anna", weekly(DayOfWeek.SUNDAY, "01:00", "04:00"));
    Slots slots = new Slots(List.of(anna), List.of(), BERLIN, shortNight, shortNight);
    Instant midnight = shortNight.atStartOfDay(BERLIN).toInstant();

    assertThat(slots.onFirstDay(midnight, Duration.ofHours(3))).isEmpty();
    Slot two = slots.onFirstDay(midnight, Duration.ofHours(2)).get(0);
    assertThat(two.start()).isEqualTo(ZonedDateTime.parse("2026-03-29T01:00+01:00[Europe/Berlin]"));
    assertThat(two.end()).isEqualTo(ZonedDateTime.parse("2026-03-29T04:00+02:00[Europe/Berlin]"));
  }

  @Test
  void knowsThatANightIsLongerWhenClocksGoBack() {
    LocalDate longNight = LocalDate.parse("2026-10-25");
    Technician anna = technician("anna", weekly(DayOfWeek.SUNDAY, "01:00", "04:00"));
    Slots slots = new Slots(List.of(anna), List.of(), BERLIN, longNight, longNight);

    assertThat(slots.onFirstDay(longNight.atStartOfDay(BERLIN).toInstant(), Duration.ofHours(4)))
        .hasSize(1);
  }

  @Test
  void namesTheTimesAtWhichAVisitCanBeginWhateverTheNight() {
    WorkingWeek night = weekly(DayOfWeek.SATURDAY, "22:00", "06:00");
    Map<String, List<String>> starts =
        Map.of(
            "2026-03-28", List.of("01:00+01:00", "01:30+01:00", "03:00+02:00", "03:30+02:00"),
            "2026-10-24", List.of("01:00+02:00", "02:00+02:00", "02:00+01:00", "03:30+01:00"),
            "2028-02-26", List.of("00:00+01:00", "05:00+01:00"));
    starts.forEach(
        (saturday, times) -> {
          LocalDate first = LocalDate.parse(saturday);
          LocalDate sunday = first.plusDays(1);
          Slots slots =
              new Slots(List.of(technician("anna", night)), List.of(), BERLIN, first, sunday);
          Instant from = sunday.atStartOfDay(BERLIN).toInstant();
          Instant until = sunday.plusDays(1).atStartOfDay(BERLIN).toInstant();

          assertThat(slots.starts(from, until, HOUR, 100))
              .extracting(start -> start.toOffsetDateTime().toString().substring(11))
              .containsSubsequence(times)
              .doesNotHaveDuplicates();
          for (ZonedDateTime start : slots.starts(from, until, HOUR, 100)) {
            assertThat(slots.at(start.toInstant(), HOUR)).hasSize(1);
          }
          assertThat(slots.starts(from, from, HOUR, 100)).isEmpty();
          assertThat(slots.at(from.plusSeconds(600), HOUR)).isEmpty();
        });
    LocalDate leapDay = LocalDate.parse("2028-02-29");
    assertThat(
            new Slots(List.of(anna()), List.of(), BERLIN, leapDay, leapDay)
                .starts(
                    at(leapDay, "00:00").toInstant(), at(leapDay, "09:00").toInstant(), HOUR, 100))
        .containsExactly(at(leapDay, "08:00"), at(leapDay, "08:30"));
  }

  @Test
  void tellsWhetherATimeIsFreeWhateverTheNight() {
    WorkingWeek night = weekly(DayOfWeek.SATURDAY, "22:00", "06:00");
    for (String saturday : List.of("2026-03-28", "2026-10-24", "2028-02-26", "2126-03-30")) {
      LocalDate first = LocalDate.parse(saturday);
      Slots slots = new Slots(List.of(technician("anna", night)), List.of(), BERLIN, first, first);
      ZonedDateTime end = at(first.plusDays(1), "06:00");

      assertThat(slots.isFree(new Slot("anna", end.minus(HOUR.multipliedBy(6)), end)))
          .as(saturday)
          .isTrue();
      assertThat(slots.isFree(new Slot("anna", end.minus(HOUR), end.plusMinutes(1)))).isFalse();
      assertThat(slots.isFree(new Slot("anna", at(first, "21:59"), at(first, "23:00")))).isFalse();
      assertThat(slots.isFree(new Slot("ben", at(first, "22:00"), at(first, "23:00")))).isFalse();
    }
  }

  @Property(tries = 500)
  void findsASlotWithinWorkingHoursThatIsFreeAndNoEarlierOneIs(
      @ForAll @IntRange(max = 6 * 24 * 60) int notBeforeMinutes,
      @ForAll @IntRange(min = 1, max = 8) int halfHours,
      @ForAll @Size(max = 8) List<@IntRange(max = 6 * 48) Integer> taken,
      @ForAll @IntRange(max = 364) int day) {
    LocalDate first = MONDAY.plusDays(day);
    Instant notBefore =
        first.atStartOfDay(BERLIN).toInstant().plus(Duration.ofMinutes(notBeforeMinutes));
    Duration duration = Duration.ofMinutes(30L * halfHours);
    List<Busy> busy =
        taken.stream()
            .map(
                half -> first.atStartOfDay(BERLIN).toInstant().plus(Duration.ofMinutes(30L * half)))
            .map(
                start -> new Busy("anna", start, start.plus(Duration.ofMinutes(45)), Duration.ZERO))
            .sorted(Comparator.comparing(Busy::start))
            .toList();

    Slots all = new Slots(List.of(anna()), busy, BERLIN, first, first.plusDays(9));
    List<Slot> slots = all.onFirstDay(notBefore, duration);

    assertThat(slots).allMatch(all::isFree);
    assertThat(slots.stream().map(s -> s.start().toInstant()).findFirst())
        .isEqualTo(byTrial(notBefore, duration, first, busy));
  }

  /** The same by trying every half hour. */
  private static Optional<Instant> byTrial(
      Instant notBefore, Duration duration, LocalDate first, List<Busy> busy) {
    List<Instant> candidates = new ArrayList<>();
    for (int day = 0; day <= 9; day++) {
      for (int half = 0; half < 48; half++) {
        candidates.add(
            first
                .plusDays(day)
                .atTime(LocalTime.MIN.plusMinutes(30L * half))
                .atZone(BERLIN)
                .toInstant());
      }
    }
    return candidates.stream()
        .filter(start -> !start.isBefore(notBefore))
        .filter(start -> isWorked(start.atZone(BERLIN), start.plus(duration).atZone(BERLIN)))
        .filter(
            start ->
                busy.stream()
                    .noneMatch(
                        b -> b.start().isBefore(start.plus(duration)) && b.end().isAfter(start)))
        .findFirst();
  }

  private static boolean isWorked(ZonedDateTime start, ZonedDateTime end) {
    return Crew.weekdays().days().getOrDefault(start.getDayOfWeek(), List.of()).stream()
        .anyMatch(
            hours ->
                start.toLocalDate().equals(end.toLocalDate())
                    && !start.toLocalTime().isBefore(hours.from())
                    && !end.toLocalTime().isAfter(hours.until()));
  }

  private static List<ZonedDateTime> starts(
      List<Technician> crew,
      List<Busy> busy,
      ZonedDateTime notBefore,
      Duration duration,
      LocalDate lastDay) {
    return new Slots(crew, busy, BERLIN, notBefore.toLocalDate(), lastDay)
        .onFirstDay(notBefore.toInstant(), duration).stream().map(Slot::start).toList();
  }

  private static Optional<ZonedDateTime> earliest(ZonedDateTime notBefore, Duration duration) {
    return starts(List.of(anna()), List.of(), notBefore, duration, MONDAY.plusDays(30)).stream()
        .findFirst();
  }

  private static Optional<ZonedDateTime> earliest(List<Busy> busy, Duration duration) {
    return starts(List.of(anna()), busy, at(MONDAY, "07:00"), duration, MONDAY.plusDays(30))
        .stream()
        .findFirst();
  }

  private static ZonedDateTime at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(BERLIN);
  }

  private static Busy busy(LocalDate day, String from, String to) {
    return new Busy("anna", at(day, from).toInstant(), at(day, to).toInstant(), Duration.ZERO);
  }

  private static Opening away(LocalDate first, LocalDate last) {
    return new Opening(at(first, "00:00").toInstant(), at(last.plusDays(1), "00:00").toInstant());
  }

  private static Technician anna(Opening... absences) {
    return technician("anna", Crew.weekdays(), List.of(absences), DailyMost.UNLIMITED);
  }

  private static Technician anna(DailyMost most) {
    return technician("anna", Crew.weekdays(), List.of(), most);
  }

  private static WorkingWeek weekly(DayOfWeek day, String from, String until) {
    Span span = new Span(LocalTime.parse(from), LocalTime.parse(until));
    return new WorkingWeek(BERLIN, Map.of(day, List.of(span)), Map.of());
  }

  private static Technician technician(String id, WorkingWeek week) {
    return technician(id, week, List.of(), DailyMost.UNLIMITED);
  }

  private static Technician technician(
      String id, WorkingWeek week, List<Opening> absences, DailyMost most) {
    return new Technician(
        id,
        id,
        "hamburg",
        Set.of("fibre"),
        Optional.of(WorkingCalendar.of(id, week)),
        absences,
        most);
  }
}
