package dev.turnup.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.scheduling.Appointments.Busy;
import dev.turnup.engine.scheduling.Technician.Absence;
import dev.turnup.engine.scheduling.Technician.WorkingHours;
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
            new Slots(List.of(anna(new Absence(MONDAY, friday))), List.of(), BERLIN)
                .earliest(at(MONDAY, "07:00").toInstant(), HOUR, MONDAY.plusDays(30))
                .map(Slot::start))
        .contains(at(MONDAY.plusDays(7), "08:00"));
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
    assertThat(
            new Slots(List.of(anna()), List.of(), BERLIN)
                .earliest(at(MONDAY, "17:00").toInstant(), HOUR, MONDAY))
        .isEmpty();
    assertThat(
            new Slots(List.of(), List.of(), BERLIN)
                .earliest(at(MONDAY, "07:00").toInstant(), HOUR, MONDAY.plusDays(60)))
        .isEmpty();
  }

  @Test
  void takesTheTechnicianWhoCanComeFirst() {
    Technician ben = technician("ben", weekdays(), List.of());
    Slots slots = new Slots(List.of(anna(), ben), List.of(busy(MONDAY, "08:00", "10:00")), BERLIN);

    assertThat(slots.earliest(at(MONDAY, "07:00").toInstant(), HOUR, MONDAY).map(Slot::technician))
        .contains("ben");
  }

  @Test
  void knowsThatANightIsShorterWhenClocksGoForward() {
    LocalDate shortNight = LocalDate.parse("2026-03-29");
    List<WorkingHours> night =
        List.of(new WorkingHours(DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(4, 0)));
    Slots slots = new Slots(List.of(technician("anna", night, List.of())), List.of(), BERLIN);
    Instant midnight = shortNight.atStartOfDay(BERLIN).toInstant();

    assertThat(slots.earliest(midnight, Duration.ofHours(3), shortNight)).isEmpty();
    Slot two = slots.earliest(midnight, Duration.ofHours(2), shortNight).orElseThrow();
    assertThat(two.start()).isEqualTo(ZonedDateTime.parse("2026-03-29T01:00+01:00[Europe/Berlin]"));
    assertThat(two.end()).isEqualTo(ZonedDateTime.parse("2026-03-29T04:00+02:00[Europe/Berlin]"));
  }

  @Test
  void knowsThatANightIsLongerWhenClocksGoBack() {
    LocalDate longNight = LocalDate.parse("2026-10-25");
    List<WorkingHours> night =
        List.of(new WorkingHours(DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(4, 0)));
    Slots slots = new Slots(List.of(technician("anna", night, List.of())), List.of(), BERLIN);

    assertThat(
            slots.earliest(
                longNight.atStartOfDay(BERLIN).toInstant(), Duration.ofHours(4), longNight))
        .isPresent();
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
            .map(start -> new Busy("anna", start, start.plus(Duration.ofMinutes(45))))
            .sorted(Comparator.comparing(Busy::start))
            .toList();

    Optional<Slot> slot =
        new Slots(List.of(anna()), busy, BERLIN).earliest(notBefore, duration, first.plusDays(9));

    assertThat(slot.map(s -> s.start().toInstant()))
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
    return weekdays().stream()
        .anyMatch(
            hours ->
                start.getDayOfWeek() == hours.weekday()
                    && start.toLocalDate().equals(end.toLocalDate())
                    && !start.toLocalTime().isBefore(hours.starts())
                    && !end.toLocalTime().isAfter(hours.ends()));
  }

  private static Optional<ZonedDateTime> earliest(ZonedDateTime notBefore, Duration duration) {
    return new Slots(List.of(anna()), List.of(), BERLIN)
        .earliest(notBefore.toInstant(), duration, MONDAY.plusDays(30))
        .map(Slot::start);
  }

  private static Optional<ZonedDateTime> earliest(List<Busy> busy, Duration duration) {
    return new Slots(List.of(anna()), busy, BERLIN)
        .earliest(at(MONDAY, "07:00").toInstant(), duration, MONDAY.plusDays(30))
        .map(Slot::start);
  }

  private static ZonedDateTime at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(BERLIN);
  }

  private static Busy busy(LocalDate day, String from, String to) {
    return new Busy("anna", at(day, from).toInstant(), at(day, to).toInstant());
  }

  private static Technician anna(Absence... absences) {
    return technician("anna", weekdays(), List.of(absences));
  }

  private static List<WorkingHours> weekdays() {
    return Crew.weekdays();
  }

  private static Technician technician(
      String id, List<WorkingHours> hours, List<Absence> absences) {
    return new Technician(id, id, "hamburg", Set.of("fibre"), hours, absences);
  }
}
