package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How much of each resource there is at each site, from when, and how much of it is held. What
 * nobody has said anything about is there, now, in plenty. More than there is is never held: the
 * row that counts it would break its constraint.
 */
public final class Capacity {

  private final JdbcClient jdbc;

  public Capacity(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param units how many there are; empty: plenty
   * @param availableFrom the first day they can be used; empty: there is no date at all
   * @param held how many of them are reserved or used
   */
  public record Room(
      String site,
      String resource,
      OptionalLong units,
      Optional<LocalDate> availableFrom,
      long held) {

    /** Whether {@code wanted} more would fit, some day. */
    boolean fits(long wanted) {
      return availableFrom.isPresent() && (units.isEmpty() || held + wanted <= units.getAsLong());
    }

    /** Whether this says something else about dates than {@code before}, seen on {@code today}. */
    public boolean movesTheDateOf(Room before, LocalDate today) {
      return !effectiveDate(today).equals(before.effectiveDate(today));
    }

    /** From when, seen from {@code today}; empty: no date. */
    public Optional<LocalDate> effectiveDate(LocalDate today) {
      return availableFrom.map(day -> day.isBefore(today) ? today : day);
    }

    /** For people. */
    public ObjectNode toJson() {
      ObjectNode json = Json.object().put("site", site).put("resource", resource);
      units.ifPresentOrElse(it -> json.put("units", it), () -> json.put("units", "plenty"));
      json.put("availableFrom", availableFrom.map(LocalDate::toString).orElse("none"));
      return json.put("held", held);
    }
  }

  /** What there is of {@code resource} at {@code site}, as the books say. */
  public Room at(String site, String resource) {
    return jdbc.sql(
            """
            select site, resource, units, available_from, held
              from sandbox.capacity
             where site = :site
               and resource = :resource
            """)
        .param("site", site)
        .param("resource", resource)
        .query((row, number) -> read(row))
        .optional()
        .orElseGet(
            () -> new Room(site, resource, OptionalLong.empty(), Optional.of(LocalDate.EPOCH), 0));
  }

  /** Everything that was ever said or held; for people. */
  public List<ObjectNode> all() {
    return jdbc.sql(
            """
              select site, resource, units, available_from, held
                from sandbox.capacity
            order by site,
                     resource
            """)
        .query((row, number) -> read(row).toJson())
        .list();
  }

  /**
   * Says what there is; false if more than that is held already.
   *
   * @param room whose {@code held} is not looked at
   */
  public boolean set(Room room) {
    openBook(room.site(), room.resource());
    return jdbc.sql(
                """
                update sandbox.capacity
                   set units = :units,
                       available_from = :availableFrom
                 where site = :site
                   and resource = :resource
                   and (cast(:units as bigint) is null or held <= :units)
                """)
            .param("units", room.units().isPresent() ? room.units().getAsLong() : null)
            .param("availableFrom", room.availableFrom().orElse(null))
            .param("site", room.site())
            .param("resource", room.resource())
            .update()
        == 1;
  }

  /** Holds {@code units} from {@code day} on; false, and nothing held, if there is no room. */
  boolean hold(String site, String resource, long units, LocalDate day) {
    openBook(site, resource);
    return jdbc.sql(
                """
                update sandbox.capacity
                   set held = held + :wanted
                 where site = :site
                   and resource = :resource
                   and available_from <= :day
                   and (units is null or held + :wanted <= units)
                """)
            .param("wanted", units)
            .param("site", site)
            .param("resource", resource)
            .param("day", day)
            .update()
        == 1;
  }

  void giveBack(String site, String resource, long units) {
    jdbc.sql(
            """
            update sandbox.capacity
               set held = held - :units
             where site = :site
               and resource = :resource
            """)
        .param("units", units)
        .param("site", site)
        .param("resource", resource)
        .update();
  }

  private void openBook(String site, String resource) {
    jdbc.sql(
            """
            insert into sandbox.capacity (site, resource, available_from)
            values (:site, :resource, :always)
                on conflict on constraint pk_capacity do nothing
            """)
        .param("site", site)
        .param("resource", resource)
        .param("always", LocalDate.EPOCH)
        .update();
  }

  /** The day that it is at the sites. */
  public static LocalDate today(java.time.Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private static Room read(ResultSet row) throws SQLException {
    Optional<Long> units = Optional.ofNullable(row.getObject("units", Long.class));
    return new Room(
        row.getString("site"),
        row.getString("resource"),
        units.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        Optional.ofNullable(row.getObject("available_from", LocalDate.class)),
        row.getLong("held"));
  }
}
