package dev.turnup.engine.persistence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface CalendarMapper {

  List<CalendarRow> findCalendars(@Param("ids") String[] ids);

  List<HoursRow> findHours(@Param("ids") String[] ids);

  /** What is not as usual: public holidays, and over them the calendars' own days. */
  List<DayRow> findDays(@Param("ids") String[] ids, @Param("since") LocalDate since);

  /** The calendars of all who go to places: of their territories, and of those above these. */
  List<CoverRow> findCovering(@Param("postalCodes") String[] postalCodes);

  /** A row of {@code working_calendar}. */
  record CalendarRow(String id, String timeZone) {}

  /** A row of {@code working_calendar_hours}. */
  record HoursRow(String calendarId, int weekday, LocalTime starts, LocalTime ends) {}

  /** A day of a calendar; without hours, nobody works. */
  record DayRow(
      String calendarId, LocalDate day, @Nullable LocalTime starts, @Nullable LocalTime ends) {}

  /** A calendar of somebody who goes to a place. */
  record CoverRow(String postalCode, String timeZone, String calendarId) {}
}
