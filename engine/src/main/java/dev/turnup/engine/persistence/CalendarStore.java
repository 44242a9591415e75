package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingCalendars;
import dev.turnup.engine.order.WorkingWeek;
import dev.turnup.engine.order.WorkingWeek.Span;
import dev.turnup.engine.persistence.CalendarMapper.CalendarRow;
import dev.turnup.engine.persistence.CalendarMapper.CoverRow;
import dev.turnup.engine.persistence.CalendarMapper.DayRow;
import dev.turnup.engine.persistence.CalendarMapper.HoursRow;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class CalendarStore implements WorkingCalendars {

  /** So far back, days that are not as usual matter: work is counted backwards as well. */
  private static final int LOOKED_BACK_DAYS = 31;

  private final CalendarMapper mapper;
  private final Clock clock;

  CalendarStore(CalendarMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  @Override
  public WorkingCalendar named(String id) {
    return Optional.ofNullable(byId(List.of(id)).get(id))
        .orElseGet(() -> WorkingCalendar.office(clock.getZone()));
  }

  @Override
  public Map<String, WorkingCalendar> covering(Collection<String> postalCodes) {
    Map<String, List<CoverRow>> covering =
        mapper.findCovering(postalCodes.stream().distinct().toArray(String[]::new)).stream()
            .collect(groupingBy(CoverRow::postalCode));
    Map<String, WorkingCalendar> known =
        byId(covering.values().stream().flatMap(List::stream).map(CoverRow::calendarId).toList());
    Map<Hours, Optional<WorkingCalendar>> made = new HashMap<>();
    Map<String, WorkingCalendar> calendars = new HashMap<>();
    covering.forEach(
        (code, rows) -> {
          Hours hours =
              new Hours(
                  rows.get(0).timeZone(), rows.stream().map(CoverRow::calendarId).collect(toSet()));
          made.computeIfAbsent(hours, first -> together(code, first, known))
              .ifPresent(calendar -> calendars.put(code, calendar));
        });
    return calendars;
  }

  /** What many places have in common: whoever asks it of one knows it of all. */
  private record Hours(String timeZone, Set<String> calendars) {}

  private static Optional<WorkingCalendar> together(
      String name, Hours hours, Map<String, WorkingCalendar> known) {
    Set<WorkingWeek> weeks =
        hours.calendars().stream()
            .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
            .flatMap(calendar -> calendar.weeks().stream())
            .collect(toSet());
    return weeks.isEmpty()
        ? Optional.empty()
        : Optional.of(new WorkingCalendar(name, ZoneId.of(hours.timeZone()), weeks));
  }

  /** Those calendars that have working hours. */
  Map<String, WorkingCalendar> byId(Collection<String> ids) {
    String[] asked = ids.stream().distinct().toArray(String[]::new);
    Map<String, List<HoursRow>> hours =
        mapper.findHours(asked).stream().collect(groupingBy(HoursRow::calendarId));
    LocalDate since = LocalDate.now(clock).minusDays(LOOKED_BACK_DAYS);
    Map<String, List<DayRow>> days =
        mapper.findDays(asked, since).stream().collect(groupingBy(DayRow::calendarId));
    return mapper.findCalendars(asked).stream()
        .filter(row -> hours.containsKey(row.id()))
        .collect(
            toMap(
                CalendarRow::id,
                row ->
                    WorkingCalendar.of(
                        row.id(),
                        week(row, hours.get(row.id()), days.getOrDefault(row.id(), List.of())))));
  }

  private static WorkingWeek week(CalendarRow row, List<HoursRow> hours, List<DayRow> days) {
    return new WorkingWeek(
        ZoneId.of(row.timeZone()),
        hours.stream()
            .collect(
                groupingBy(
                    hour -> DayOfWeek.of(hour.weekday()),
                    mapping(hour -> new Span(hour.starts(), hour.ends()), toList()))),
        days.stream().collect(toMap(DayRow::day, CalendarStore::spans)));
  }

  private static List<Span> spans(DayRow day) {
    LocalTime starts = day.starts();
    LocalTime ends = day.ends();
    return starts == null || ends == null ? List.of() : List.of(new Span(starts, ends));
  }
}
