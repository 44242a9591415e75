package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AccessNodes;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.ResourceNumbers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Capacity that is kept for somebody until a moment by the sandbox's clock; then it goes back by
 * itself, unless a service has come to use it. Rows are locked before the capacity they count in.
 */
public final class Reservations {

  private final JdbcClient jdbc;
  private final Capacity capacity;
  private final AccessNodes nodes;

  public Reservations(JdbcClient jdbc, Capacity capacity) {
    this.jdbc = jdbc;
    this.capacity = capacity;
    this.nodes = new AccessNodes(jdbc);
  }

  enum State {
    RESERVED,
    USED,
    RELEASED,
    EXPIRED;

    String stored() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Reservation(
      String id,
      String site,
      String resource,
      long units,
      LocalDate startDay,
      State state,
      Instant expiresAt,
      JsonNode document) {

    /** As Turnup knows it: what is used is still reserved. */
    ObjectNode toJson() {
      ObjectNode json = Json.copy(document);
      json.put("id", id)
          .put("reservationState", (state == State.USED ? State.RESERVED : state).stored());
      json.putObject("validFor").put("endDateTime", expiresAt.toString());
      json.putObject("requestedPeriod").put("startDateTime", startDay.toString());
      return json;
    }
  }

  /** What is asked for. */
  record Wish(String site, String resource, long units, LocalDate startDay, Instant expiresAt) {}

  /** Reserves what {@code wish} says; empty, and nothing held, if there is no room. */
  Optional<Reservation> reserve(Wish wish, Call call) {
    expire(call.at());
    if (!capacity.hold(wish.site(), wish.resource(), wish.units(), wish.startDay())) {
      return Optional.empty();
    }
    Reservation reservation =
        new Reservation(
            "RSV-" + ResourceNumbers.next(jdbc),
            wish.site(),
            wish.resource(),
            wish.units(),
            wish.startDay(),
            State.RESERVED,
            wish.expiresAt(),
            onItsNode(wish.site(), call.body()));
    jdbc.sql(
            """
            insert into sandbox.reservation (id, site, resource, units, start_day, state,
                                             expires_at, order_id, component, document)
            values (:id, :site, :resource, :units, :startDay, 'reserved', :expiresAt, :order,
                    :component, cast(:document as jsonb))
            """)
        .param("id", reservation.id())
        .param("site", reservation.site())
        .param("resource", reservation.resource())
        .param("units", reservation.units())
        .param("startDay", reservation.startDay())
        .param("expiresAt", reservation.expiresAt().atOffset(ZoneOffset.UTC))
        .param("order", call.involved().order().orElse(null))
        .param("component", call.involved().component().orElse(null))
        .param("document", Json.write(reservation.document()))
        .update();
    return Optional.of(reservation);
  }

  private JsonNode onItsNode(String site, JsonNode asked) {
    ObjectNode document = Json.copy(asked);
    nodes
        .at(site)
        .ifPresent(
            node ->
                ((ObjectNode) document.at("/reservationItem/0"))
                    .putObject("appliedCapacityAmount")
                    .putArray("resource")
                    .addObject()
                    .put("id", node));
    return document;
  }

  Optional<Reservation> find(String id) {
    return jdbc.sql(
            """
            select id, site, resource, units, start_day, state, expires_at, document
              from sandbox.reservation
             where id = :id
            """)
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  /** The reservation as it is at {@code now}, locked until the end of the transaction. */
  Optional<Reservation> locked(String id, Instant now) {
    expire(now);
    return jdbc.sql(
            """
            select id, site, resource, units, start_day, state, expires_at, document
              from sandbox.reservation
             where id = :id
               for update
            """)
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  void extend(String id, LocalDate startDay, Instant expiresAt) {
    jdbc.sql(
            """
            update sandbox.reservation
               set start_day = :startDay,
                   expires_at = :expiresAt
             where id = :id
            """)
        .param("startDay", startDay)
        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
        .param("id", id)
        .update();
  }

  /** Gives back what {@code reservation} holds; without effect if it holds nothing any more. */
  void release(Reservation reservation) {
    if (reservation.state() == State.RESERVED || reservation.state() == State.USED) {
      moveTo(State.RELEASED, reservation.id());
      capacity.giveBack(reservation.site(), reservation.resource(), reservation.units());
    }
  }

  /** Gives back what {@code reservation} holds beyond {@code most}; how much is left of it. */
  long keep(Reservation reservation, long most) {
    if (most <= 0) {
      release(reservation);
      return 0;
    }
    long left = Math.min(most, reservation.units());
    if (reservation.state() == State.USED && left < reservation.units()) {
      jdbc.sql("update sandbox.reservation set units = :units where id = :id")
          .param("units", left)
          .param("id", reservation.id())
          .update();
      capacity.giveBack(reservation.site(), reservation.resource(), reservation.units() - left);
    }
    return reservation.state() == State.USED ? left : 0;
  }

  /**
   * A service uses it from now on, and it never expires; false if it was given back meanwhile and
   * there is no room any more.
   */
  boolean use(Reservation reservation, LocalDate today) {
    boolean held =
        switch (reservation.state()) {
          case RESERVED, USED -> true;
          case RELEASED, EXPIRED ->
              capacity.hold(reservation.site(), reservation.resource(), reservation.units(), today);
        };
    if (held) {
      moveTo(State.USED, reservation.id());
    }
    return held;
  }

  private void moveTo(State state, String id) {
    jdbc.sql("update sandbox.reservation set state = :state where id = :id")
        .param("state", state.stored())
        .param("id", id)
        .update();
  }

  /** Gives back what has expired by {@code now}. */
  public void expire(Instant now) {
    if (!anyExpiredBy(now)) {
      return;
    }
    // Who expires touches the books of many resources: two at once would lock them crosswise.
    jdbc.sql("select pg_advisory_xact_lock(hashtext('sandbox.reservation'))")
        .query((row, number) -> true)
        .single();
    List<Reservation> expired =
        jdbc.sql(
                """
                   update sandbox.reservation
                      set state = 'expired'
                    where id in (select id
                                   from sandbox.reservation
                                  where state = 'reserved'
                                    and expires_at <= :now
                               order by id
                                    for update skip locked)
                returning id, site, resource, units, start_day, state, expires_at, document
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .query((row, number) -> read(row))
            .list();
    expired.stream()
        .sorted(Comparator.comparing(Reservation::site).thenComparing(Reservation::resource))
        .forEach(it -> capacity.giveBack(it.site(), it.resource(), it.units()));
  }

  private boolean anyExpiredBy(Instant now) {
    return jdbc.sql(
            """
            select exists (select 1
                             from sandbox.reservation
                            where state = 'reserved'
                              and expires_at <= :now)
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  /** When the next one expires after {@code now}. */
  public Optional<Instant> expiryAfter(Instant now) {
    return jdbc.sql(
            """
            select min(expires_at) as expires_at
              from sandbox.reservation
             where state = 'reserved'
               and expires_at > :now
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(
            (row, number) -> Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /** All of them, of one order or of all; for people. */
  public List<ObjectNode> all(Optional<String> order) {
    return jdbc.sql(
            """
              select id, site, resource, units, start_day, state, expires_at, document, order_id,
                     component
                from sandbox.reservation
               where cast(:order as text) is null
                  or order_id = :order
            order by id
            """)
        .param("order", order.orElse(null))
        .query(
            (row, number) -> {
              Reservation it = read(row);
              return Json.object()
                  .put("id", it.id())
                  .put("state", it.state().stored())
                  .put("site", it.site())
                  .put("resource", it.resource())
                  .put("units", it.units())
                  .put("from", it.startDay().toString())
                  .put("expiresAt", it.expiresAt().toString())
                  .put("order", row.getString("order_id"))
                  .put("component", row.getString("component"));
            })
        .list();
  }

  private static Reservation read(ResultSet row) throws SQLException {
    return new Reservation(
        row.getString("id"),
        row.getString("site"),
        row.getString("resource"),
        row.getLong("units"),
        row.getObject("start_day", LocalDate.class),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        Json.reread(row.getString("document")));
  }
}
