package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Json;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When the workforce system's own people can come: Monday to Saturday on the hour from 8 to 15, to
 * one place of a postal code at a time; at a site of which somebody said so, from another day on or
 * never.
 */
public final class VisitTimes {

  private static final int FIRST_HOUR = 8;
  private static final int LAST_HOUR = 15;
  private static final int MOST = 40;
  private static final int MOST_DAYS = 90;

  private final JdbcClient jdbc;

  public VisitTimes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was said of a site.
   *
   * @param offeredFrom the first day; empty: none is offered
   * @param taken how many of the times that are wanted next are gone by then
   */
  public record Said(String site, Optional<LocalDate> offeredFrom, int taken) {

    /** For people. */
    public ObjectNode toJson() {
      return Json.object()
          .put("site", site)
          .put("offeredFrom", offeredFrom.map(LocalDate::toString).orElse("none"))
          .put("taken", taken);
    }
  }

  /** A stretch of time. */
  record Time(OffsetDateTime start, OffsetDateTime end) {}

  /** Says it, instead of what was said before. */
  public void say(Said said) {
    jdbc.sql(
            """
            insert into sandbox.visit_times (site, offered_from, taken)
            values (:site, :offeredFrom, :taken)
                on conflict on constraint pk_visit_times
                do update set offered_from = excluded.offered_from,
                              taken = excluded.taken
            """)
        .param("site", said.site())
        .param("offeredFrom", said.offeredFrom().orElse(null))
        .param("taken", said.taken())
        .update();
  }

  /** The times from the beginning of a window to its end, in its offset. */
  List<Time> offered(String site, String postcode, Time window, Duration length) {
    Optional<LocalDate> from =
        jdbc.sql("select offered_from from sandbox.visit_times where site = :site")
            .param("site", site)
            .query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
            .optional()
            .orElse(Optional.of(LocalDate.EPOCH));
    List<Time> times = new ArrayList<>();
    LocalDate day = window.start().toLocalDate();
    for (int ahead = 0; ahead < MOST_DAYS && times.size() < MOST; ahead++, day = day.plusDays(1)) {
      if (from.filter(day::isBefore).isEmpty()
          && from.isPresent()
          && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        on(day, window, length).stream()
            .filter(time -> isFree(postcode, "", time))
            .forEach(times::add);
      }
    }
    return times.stream().limit(MOST).toList();
  }

  private static List<Time> on(LocalDate day, Time window, Duration length) {
    List<Time> times = new ArrayList<>();
    for (int hour = FIRST_HOUR; hour <= LAST_HOUR; hour++) {
      OffsetDateTime start = day.atTime(hour, 0).atOffset(window.start().getOffset());
      if (!start.isBefore(window.start()) && start.isBefore(window.end())) {
        times.add(new Time(start, start.plus(length)));
      }
    }
    return times;
  }

  /** Whether a time can be kept for a visit; of two who want it at once, one after the other. */
  boolean isToBeHad(String site, String postcode, String visit, Time time) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('visits ' || :postcode, 0))")
        .param("postcode", postcode)
        .query((row, number) -> number)
        .list();
    boolean gone =
        jdbc.sql(
                    """
                    update sandbox.visit_times
                       set taken = taken - 1
                     where site = :site
                       and taken > 0
                    """)
                .param("site", site)
                .update()
            > 0;
    return !gone && isFree(postcode, visit, time);
  }

  private boolean isFree(String postcode, String visit, Time time) {
    return jdbc.sql(
                """
                select count(*)
                  from sandbox.visit
                 where postcode = :postcode
                   and external_id <> :visit
                   and document ->> 'status' in ('initialized', 'confirmed')
                   and cast(document #>> '{validFor,startDateTime}' as timestamptz) < :end
                   and cast(document #>> '{validFor,endDateTime}' as timestamptz) > :start
                """)
            .param("postcode", postcode)
            .param("visit", visit)
            .param("start", time.start())
            .param("end", time.end())
            .query(Integer.class)
            .single()
        == 0;
  }
}
