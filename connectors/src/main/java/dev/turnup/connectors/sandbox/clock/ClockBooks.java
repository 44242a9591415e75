package dev.turnup.connectors.sandbox.clock;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock's rows, through which the walk and the nodes speak with each other. Whether somebody is
 * still alive is told by the database's own time, which nobody moves.
 */
final class ClockBooks {

  private final JdbcClient jdbc;

  ClockBooks(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  Position position() {
    return jdbc.sql(
            """
            select offset_millis,
                   step,
                   phase,
                   walker is not null and walker_beat > now() - interval '10 seconds' as led
              from sandbox.clock
            """)
        .query(
            (row, number) ->
                new Position(
                    row.getLong("offset_millis"),
                    row.getLong("step"),
                    Phase.of(row.getString("phase")),
                    row.getBoolean("led")))
        .single();
  }

  /** Says that {@code node} is alive, and how far it is. */
  void say(UUID node, NodeState state) {
    jdbc.sql(
            """
            insert into sandbox.clock_node (id, seen_at, step, ready, next_due, waits_for)
            values (:id, now(), :step, :ready, :nextDue, :waitsFor)
                on conflict on constraint pk_clock_node
                do update set seen_at = excluded.seen_at,
                              step = excluded.step,
                              ready = excluded.ready,
                              next_due = excluded.next_due,
                              waits_for = excluded.waits_for
            """)
        .param("id", node)
        .param("step", state.step())
        .param("ready", state.ready())
        .param("nextDue", state.nextDue().map(due -> due.atOffset(ZoneOffset.UTC)).orElse(null))
        .param("waitsFor", state.waitsFor())
        .update();
  }

  void leave(UUID node) {
    jdbc.sql("delete from sandbox.clock_node where id = :id").param("id", node).update();
  }

  /** The nodes that were heard of in the last five seconds. */
  List<NodeState> nodes() {
    return jdbc.sql(
            """
            select step, ready, next_due, waits_for
              from sandbox.clock_node
             where seen_at > now() - interval '5 seconds'
            """)
        .query(
            (row, number) ->
                new NodeState(
                    row.getLong("step"),
                    row.getBoolean("ready"),
                    Optional.ofNullable(row.getObject("next_due", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                    row.getString("waits_for")))
        .list();
  }

  /** Makes {@code walker} the only one that may move the clock; false if another does. */
  boolean begin(UUID walker) {
    return jdbc.sql(
                """
                update sandbox.clock
                   set walker = :walker,
                       walker_beat = now()
                 where walker is null
                    or walker_beat <= now() - interval '10 seconds'
                """)
            .param("walker", walker)
            .update()
        == 1;
  }

  /** Asks every node for {@code phase}; returns the step that they are to be ready with. */
  long ask(UUID walker, Phase phase) {
    return jdbc.sql(
            """
               update sandbox.clock
                  set phase = :phase,
                      step = step + 1,
                      walker_beat = now()
                where walker = :walker
            returning step
            """)
        .param("phase", phase.stored())
        .param("walker", walker)
        .query(Long.class)
        .optional()
        .orElseThrow(WalkTakenOver::new);
  }

  /** The walker is still alive. */
  void beat(UUID walker) {
    jdbc.sql("update sandbox.clock set walker_beat = now() where walker = :walker")
        .param("walker", walker)
        .update();
  }

  void move(UUID walker, long offsetMillis) {
    int moved =
        jdbc.sql(
                """
                update sandbox.clock
                   set offset_millis = :offset
                 where walker = :walker
                """)
            .param("offset", offsetMillis)
            .param("walker", walker)
            .update();
    if (moved == 0) {
      throw new WalkTakenOver();
    }
  }

  void end(UUID walker) {
    jdbc.sql(
            """
            update sandbox.clock
               set walker = null,
                   walker_beat = null,
                   phase = 'run',
                   step = step + 1
             where walker = :walker
            """)
        .param("walker", walker)
        .update();
  }
}
