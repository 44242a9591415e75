package dev.turnup.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.delivery.WorkingCalendar.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final WorkingCalendar OFFICE = WorkingCalendar.office(BERLIN);

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
    assertThat(OFFICE.endOf(at(begin), Duration.ofHours(hours))).isEqualTo(at(end));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T16:00, 8, 2026-03-02T08:00",
    "2026-03-03T09:00, 2, 2026-03-02T15:00",
    "2026-03-09T08:00, 1, 2026-03-06T15:00",
    "2026-03-08T12:00, 9, 2026-03-05T15:00",
  })
  void countsBackwardsOverTheSame(LocalDateTime end, int hours, LocalDateTime begin) {
    assertThat(OFFICE.latestBeginOf(at(end), Duration.ofHours(hours))).isEqualTo(at(begin));
  }

  @Test
  void takesTheHoursOfSeveralPeopleTogether() {
    WorkingCalendar shifts =
        new WorkingCalendar(
            BERLIN,
            Map.of(
                DayOfWeek.MONDAY,
                List.of(span(12, 18), span(6, 10), span(9, 13)),
                DayOfWeek.TUESDAY,
                List.of()));

    assertThat(shifts.endOf(at("2026-03-02T05:00"), Duration.ofHours(12)))
        .isEqualTo(at("2026-03-02T18:00"));
    assertThat(shifts.firstFrom(at("2026-03-03T12:00"))).isEqualTo(at("2026-03-09T06:00"));
  }

  @Test
  void workTakesElapsedTimeWhereClocksAreChanged() {
    WorkingCalendar night =
        new WorkingCalendar(BERLIN, Map.of(DayOfWeek.SUNDAY, List.of(span(0, 6))));

    assertThat(night.endOf(at("2026-03-28T12:00"), Duration.ofHours(5)))
        .isEqualTo(at("2026-03-29T06:00"));
    assertThat(night.endOf(at("2026-10-24T12:00"), Duration.ofHours(7)))
        .isEqualTo(at("2026-10-25T06:00"));
  }

  @Test
  void isNoneWithoutWorkingHours() {
    assertThatThrownBy(() -> new WorkingCalendar(BERLIN, Map.of(DayOfWeek.MONDAY, List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void isDoneInTimeWhenBegunAtTheLatestMoment(
      @ForAll @IntRange(max = 40_000) int minute, @ForAll @IntRange(max = 6_000) int work) {
    Instant end = at("2026-03-02T00:00").plus(Duration.ofMinutes(minute));
    Instant begin = OFFICE.latestBeginOf(end, Duration.ofMinutes(work));

    assertThat(OFFICE.endOf(begin, Duration.ofMinutes(work))).isBeforeOrEqualTo(end);
    assertThat(OFFICE.endOf(OFFICE.endOf(begin, Duration.ofMinutes(1)), Duration.ofMinutes(work)))
        .isAfterOrEqualTo(end);
  }

  private static Span span(int from, int until) {
    return new Span(LocalTime.of(from, 0), LocalTime.of(until, 0));
  }

  private static Instant at(String local) {
    return at(LocalDateTime.parse(local));
  }

  private static Instant at(LocalDateTime local) {
    return local.atZone(BERLIN).toInstant();
  }
}
