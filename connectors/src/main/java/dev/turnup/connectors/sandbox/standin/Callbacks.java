package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the stand-ins have to tell Turnup, as rows: due by the sandbox's clock, tried again by the
 * real one. A row that is being sent belongs to its sender for a quarter of a minute.
 */
public final class Callbacks {

  private static final Duration LATE_BY_DEFAULT = Duration.ofMinutes(1);

  private final JdbcClient jdbc;

  public Callbacks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One that is due.
   *
   * @param completes the effect that is still to be done before it goes out
   * @param triedFor how long ago, in real time, it was first tried
   */
  record Due(
      long id,
      OutsideSystem system,
      String eventId,
      String eventType,
      Optional<Long> completes,
      JsonNode event,
      Instant happenedAt,
      Duration triedFor) {}

  /** Tells {@code event} as soon as may be, or as {@code fault} wants it. */
  public void tell(
      OutsideSystem system,
      String eventType,
      ObjectNode event,
      Instant now,
      Optional<Fault> fault) {
    add(system, eventType, event, Optional.empty(), now, fault);
  }

  /** Does the effect {@code completes} later, and tells it then. */
  void tellWhenDone(
      OutsideSystem system, String eventType, long completes, Instant now, Optional<Fault> fault) {
    add(system, eventType, Json.object(), Optional.of(completes), now, fault);
  }

  private void add(
      OutsideSystem system,
      String eventType,
      ObjectNode event,
      Optional<Long> completes,
      Instant now,
      Optional<Fault> fault) {
    Optional<FaultMode> mode = fault.map(Fault::mode);
    Duration late =
        mode.equals(Optional.of(FaultMode.DUPLICATE_CALLBACK)) ? Duration.ZERO : LATE_BY_DEFAULT;
    Instant due = fault.map(it -> now.plus(it.delayOr(late))).orElse(now);
    boolean letsPass = mode.equals(Optional.of(FaultMode.REORDERED_CALLBACK));
    if (!letsPass) {
      overtakeThoseThatLetPass(system, due);
    }
    String eventId = UUID.randomUUID().toString();
    int copies = mode.equals(Optional.of(FaultMode.DUPLICATE_CALLBACK)) ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      jdbc.sql(
              """
              insert into sandbox.callback (system, event_id, event_type, completes, event,
                                            happened_at, due_at, let_pass)
              values (:system, :eventId, :eventType, :completes, cast(:event as jsonb), :now, :due,
                      :letPass)
              """)
          .param("system", system.code())
          .param("eventId", eventId)
          .param("eventType", eventType)
          .param("completes", completes.orElse(null))
          .param("event", Json.write(event))
          .param("now", now.atOffset(ZoneOffset.UTC))
          .param("due", due.atOffset(ZoneOffset.UTC))
          .param("letPass", letsPass)
          .update();
    }
  }

  /** Those that waited to be overtaken by one that is due at {@code due} go right after it. */
  private void overtakeThoseThatLetPass(OutsideSystem system, Instant due) {
    jdbc.sql(
            """
            update sandbox.callback
               set due_at = :after,
                   let_pass = false
             where system = :system
               and let_pass
               and settled_at is null
            """)
        .param("after", due.plusMillis(1).atOffset(ZoneOffset.UTC))
        .param("system", system.code())
        .update();
  }

  /** The next of {@code system} that is to be sent now; it is the caller's for 15 seconds. */
  Optional<Due> take(OutsideSystem system, Instant now) {
    return jdbc.sql(
            """
               update sandbox.callback
                  set attempts = attempts + 1,
                      first_try_at = coalesce(first_try_at, now()),
                      try_at = now() + interval '15 seconds'
                where id = (select id
                              from sandbox.callback
                             where system = :system
                               and settled_at is null
                               and due_at <= :now
                               and (try_at is null or try_at <= now())
                          order by due_at,
                                   id
                             limit 1
                               for update skip locked)
            returning id, system, event_id, event_type, completes, event, happened_at,
                      extract(epoch from now() - first_try_at) as tried_for
            """)
        .param("system", system.code())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, number) -> read(row))
        .optional();
  }

  /** What it tells is known now; copies of it tell the same. */
  void completed(Due due, ObjectNode event, Instant now) {
    jdbc.sql(
            """
            update sandbox.callback
               set event = cast(:event as jsonb),
                   happened_at = :now,
                   completes = null
             where system = :system
               and event_id = :eventId
            """)
        .param("event", Json.write(event))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("system", due.system().code())
        .param("eventId", due.eventId())
        .update();
  }

  /** Is over, with {@code outcome} for people. */
  void settle(long id, String outcome) {
    jdbc.sql(
            """
            update sandbox.callback
               set settled_at = now(),
                   outcome = :outcome
             where id = :id
            """)
        .param("outcome", outcome)
        .param("id", id)
        .update();
  }

  /** Is to be tried again after {@code pause} of real time. */
  void tryAgain(long id, Duration pause, String outcome) {
    jdbc.sql(
            """
            update sandbox.callback
               set try_at = now() + :millis * interval '1 millisecond',
                   outcome = :outcome
             where id = :id
            """)
        .param("millis", pause.toMillis())
        .param("outcome", outcome)
        .param("id", id)
        .update();
  }

  /** When the next one is due after {@code now}. */
  public Optional<Instant> dueAfter(Instant now) {
    return jdbc.sql(
            """
            select min(due_at) as due_at
              from sandbox.callback
             where settled_at is null
               and due_at > :now
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, number) -> Optional.ofNullable(row.getObject("due_at", OffsetDateTime.class)))
        .single()
        .map(OffsetDateTime::toInstant);
  }

  /** Those that are due by {@code now} and not told yet, for people. */
  public List<String> untold(Instant now) {
    return jdbc.sql(
            """
              select system, event_type, attempts, outcome
                from sandbox.callback
               where settled_at is null
                 and due_at <= :now
            order by due_at,
                     id
               limit 20
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                "callback %s of %s (tried %d times%s)"
                    .formatted(
                        row.getString("event_type"),
                        row.getString("system"),
                        row.getInt("attempts"),
                        Optional.ofNullable(row.getString("outcome"))
                            .map(outcome -> ", last: " + outcome)
                            .orElse("")))
        .list();
  }

  /** All of {@code system}, in the order they are due; for people. */
  public List<ObjectNode> of(OutsideSystem system) {
    return jdbc.sql(
            """
              select event_id, event_type, event, due_at, let_pass, attempts,
                     settled_at is not null as settled, outcome
                from sandbox.callback
               where system = :system
            order by due_at,
                     id
            """)
        .param("system", system.code())
        .query(
            (row, number) -> {
              ObjectNode json =
                  Json.object()
                      .put("eventId", row.getString("event_id"))
                      .put("eventType", row.getString("event_type"))
                      .put("dueAt", instant(row, "due_at").toString())
                      .put("waitsToBeOvertaken", row.getBoolean("let_pass"))
                      .put("attempts", row.getInt("attempts"))
                      .put("settled", row.getBoolean("settled"))
                      .put("outcome", row.getString("outcome"));
              json.set("event", Json.reread(row.getString("event")));
              return json;
            })
        .list();
  }

  private static Due read(ResultSet row) throws SQLException {
    return new Due(
        row.getLong("id"),
        OutsideSystem.named(row.getString("system")).orElseThrow(),
        row.getString("event_id"),
        row.getString("event_type"),
        Optional.ofNullable(row.getObject("completes", Long.class)),
        Json.reread(row.getString("event")),
        instant(row, "happened_at"),
        Duration.ofMillis((long) (row.getDouble("tried_for") * 1_000)));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
