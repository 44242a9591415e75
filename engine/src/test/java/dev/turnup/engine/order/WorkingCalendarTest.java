package dev.turnup.engine.order;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.order.WorkingWeek.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WorkingCalendar OFFICE = WorkingCalendar.office(BERLIN);

  /** Every day from 22:00 to 06:00, but for Christmas Eve. */
  private static final WorkingCalendar NIGHTS =
      WorkingCalendar.of(
          "nights",
          new WorkingWeek(
              BERLIN,
              everyDay(span("22:00", "06:00")),
              Map.of(LocalDate.parse("2026-12-24"), List.of())));

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T07:00, 0, 2026-03-02T07:00",
    "2026-03-02T07:00, 8, 2026-03-02T16:00",
    "2026-03-02T10:00, 6, 2026-03-02T16:00",
    "2026-03-02T10:00, 7, 2026-03-03T09:00",
    "2026-03-06T15:00, 2, 2026-03-09T09:00",
    "2026-03-07T12:00, 1, 2026-03-09T09:00",
  })
  void worksOnInWorkingHoursOnly(LocalDateTime begin, int hours, LocalDateTime end) {
    assertThat(OFFICE.plusWorking(at(begin), Duration.ofHours(hours))).isEqualTo(at(end));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T16:00, 8, 2026-03-02T08:00",
    "2026-03-03T09:00, 2, 2026-03-02T15:00",
    "2026-03-09T08:00, 1, 2026-03-06T15:00",
    "2026-03-08T12:00, 9, 2026-03-05T15:00",
  })
  void countsBackwardsOverTheSame(LocalDateTime end, int hours, LocalDateTime begin) {
    assertThat(OFFICE.minusWorking(at(end), Duration.ofHours(hours))).isEqualTo(at(begin));
  }

  @Test
  void takesTheHoursOfSeveralPeopleTogether() {
    WorkingCalendar shifts =
        new WorkingCalendar(
            "shifts",
            BERLIN,
            Set.of(
                on(DayOfWeek.MONDAY, BERLIN, span("12:00", "18:00")),
                on(DayOfWeek.MONDAY, BERLIN, span("06:00", "10:00"), span("09:00", "11:00")),
                on(DayOfWeek.MONDAY, ZoneId.of("Europe/Lisbon"), span("10:00", "12:00")),
                on(DayOfWeek.TUESDAY, BERLIN)));

    assertThat(shifts.openings(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-08")))
        .containsExactly(new Opening(at("2026-03-02T06:00"), at("2026-03-02T18:00")));
    assertThat(shifts.plusWorking(at("2026-03-02T05:00"), Duration.ofHours(12)))
        .isEqualTo(at("2026-03-02T18:00"));
    assertThat(shifts.firstFrom(at("2026-03-03T12:00"))).isEqualTo(at("2026-03-09T06:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T21:59, false",
    "2026-03-02T22:00, true",
    "2026-03-03T03:00, true",
    "2026-03-03T06:00, false",
    "2026-12-24T05:59, true",
    "2026-12-24T23:00, false",
    "2026-12-25T03:00, false",
    "2026-12-25T23:00, true"
  })
  void aShiftPassesMidnightAndBelongsToTheDayItBeginsOn(LocalDateTime moment, boolean worked) {
    assertThat(NIGHTS.worksAt(at(moment))).isEqualTo(worked);
  }

  @Test
  void countsWorkOverMidnight() {
    assertThat(NIGHTS.plusWorking(at("2026-03-02T12:00"), Duration.ofHours(10)))
        .isEqualTo(at("2026-03-04T00:00"));
    assertThat(NIGHTS.minusWorking(at("2026-03-04T00:00"), Duration.ofHours(10)))
        .isEqualTo(at("2026-03-02T22:00"));
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28, PT7H", "2026-10-24, PT9H", "2028-02-29, PT8H"})
  void aNightOfAClockChangeIsShorterOrLonger(LocalDate day, Duration length) {
    List<Opening> worked = NIGHTS.openings(day, day.plusDays(1));

    assertThat(worked.get(1).length()).isEqualTo(length);
    assertThat(NIGHTS.plusWorking(at(day.atTime(12, 0)), length))
        .isEqualTo(at(day.plusDays(1).atTime(6, 0)));
  }

  @Test
  void aSpanThatTheClocksLeaveOutIsNotWorked() {
    WorkingCalendar leftOut =
        WorkingCalendar.of("left out", on(DayOfWeek.SUNDAY, BERLIN, span("02:00", "03:00")));

    assertThat(leftOut.firstFrom(at("2026-03-28T12:00"))).isEqualTo(at("2026-04-05T02:00"));
  }

  @Test
  void knowsLeapDays() {
    WorkingCalendar tuesdays =
        WorkingCalendar.of("tuesdays", on(DayOfWeek.TUESDAY, BERLIN, span("08:00", "09:00")));
    WorkingCalendar closed =
        WorkingCalendar.of(
            "closed then",
            new WorkingWeek(
                BERLIN,
                Map.of(DayOfWeek.TUESDAY, List.of(span("08:00", "09:00"))),
                Map.of(LocalDate.parse("2028-02-29"), List.of())));

    assertThat(tuesdays.firstFrom(at("2028-02-28T12:00"))).isEqualTo(at("2028-02-29T08:00"));
    assertThat(closed.firstFrom(at("2028-02-28T12:00"))).isEqualTo(at("2028-03-07T08:00"));
  }

  @Test
  void aDayCanHaveHoursOfItsOwn() {
    WorkingCalendar stocktaking =
        WorkingCalendar.of(
            "stocktaking",
            new WorkingWeek(
                BERLIN,
                everyDay(span("08:00", "16:00")),
                Map.of(LocalDate.parse("2026-12-31"), List.of(span("10:00", "12:00")))));

    assertThat(stocktaking.openings(LocalDate.parse("2026-12-31"), LocalDate.parse("2026-12-31")))
        .containsExactly(new Opening(at("2026-12-31T10:00"), at("2026-12-31T12:00")));
  }

  @Test
  void refusesWhatHasNoLength() {
    assertThatThrownBy(() -> span("08:00", "08:00")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WorkingCalendar.of("nobody", on(DayOfWeek.MONDAY, BERLIN)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
  void saysSoWhereNobodyPlans(Instant farAway) {
    assertThatThrownBy(() -> OFFICE.plusWorking(farAway, Duration.ofHours(1)))
        .isInstanceOf(BeyondCalendar.class);
    assertThatThrownBy(() -> OFFICE.minusWorking(farAway, Duration.ofHours(1)))
        .isInstanceOf(BeyondCalendar.class);
    assertThatThrownBy(() -> OFFICE.firstFrom(farAway)).isInstanceOf(BeyondCalendar.class);
    assertThatThrownBy(() -> OFFICE.worksAt(farAway)).isInstanceOf(BeyondCalendar.class);
  }

  @Test
  void looksNoFurtherThanTenYears() {
    LocalDate first = LocalDate.parse("2026-03-02");
    WorkingCalendar neverAgain =
        WorkingCalendar.of("a minute a week", on(DayOfWeek.MONDAY, BERLIN, span("08:00", "08:01")));

    assertThatThrownBy(() -> OFFICE.openings(first, first.plusYears(11)))
        .isInstanceOf(BeyondCalendar.class);
    assertThatThrownBy(() -> neverAgain.plusWorking(at("2026-03-02T07:00"), Duration.ofHours(10)))
        .isInstanceOf(BeyondCalendar.class)
        .hasMessageContaining("a minute a week");
    assertThat(neverAgain.plusWorking(at("2026-03-02T07:00"), Duration.ofHours(8)))
        .isAfter(at("2035-01-01T00:00"));
  }

  @Property(tries = 300)
  void isDoneInTimeWhenBegunAtTheLatestMoment(
      @ForAll @IntRange(max = 40_000) int minute, @ForAll @IntRange(max = 6_000) int work) {
    for (WorkingCalendar calendar : List.of(OFFICE, NIGHTS)) {
      Instant end = at("2026-03-02T00:00").plus(Duration.ofMinutes(minute));
      Instant begin = calendar.minusWorking(end, Duration.ofMinutes(work));
      Instant later = calendar.plusWorking(begin, Duration.ofMinutes(1));

      assertThat(calendar.plusWorking(begin, Duration.ofMinutes(work))).isBeforeOrEqualTo(end);
      assertThat(calendar.plusWorking(later, Duration.ofMinutes(work))).isAfterOrEqualTo(end);
    }
  }

  /** Work takes as many worked minutes as it is long, wherever it begins in a year. */
  @Property(tries = 60)
  void worksEachMinuteOnce(
      @ForAll @IntRange(max = 525_600) int minute,
      @ForAll @IntRange(min = 1, max = 1_500) int work) {
    Instant begin = at("2026-01-01T00:00").plus(Duration.ofMinutes(minute));
    WorkingCalendar shifts =
        new WorkingCalendar(
            "shifts",
            BERLIN,
            Set.of(
                new WorkingWeek(BERLIN, everyDay(span("20:00", "04:00")), Map.of()),
                new WorkingWeek(BERLIN, everyDay(span("03:00", "05:30")), Map.of())));

    Instant end = shifts.plusWorking(begin, Duration.ofMinutes(work));

    long worked = 0;
    for (Instant at = begin; at.isBefore(end); at = at.plusSeconds(60)) {
      worked += shifts.worksAt(at) ? 1 : 0;
    }
    assertThat(worked).isEqualTo(work);
    assertThat(shifts.worksAt(end.minusSeconds(1))).isTrue();
  }

  private static WorkingWeek on(DayOfWeek day, ZoneId zone, Span... spans) {
    return new WorkingWeek(zone, Map.of(day, List.of(spans)), Map.of());
  }

  private static Map<DayOfWeek, List<Span>> everyDay(Span span) {
    return Arrays.stream(DayOfWeek.values()).collect(toMap(day -> day, day -> List.of(span)));
  }

  private static Span span(String from, String until) {
    return new Span(LocalTime.parse(from), LocalTime.parse(until));
  }

  private static Instant at(String local) {
    return at(LocalDateTime.parse(local));
  }

  private static Instant at(LocalDateTime local) {
    return local.atZone(BERLIN).toInstant();
  }
}
