package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.HoldUps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Problems that are not closed. Whoever has the task with one has time until it is due; while its
 * orders are being tried again nobody needs to do anything.
 */
@Component
class UnclosedProblems implements HoldUps {

  private static final String FOUND =
      """
               select p.id,
                      p.title,
                      case when r.state = 'paused' then 'released by a run that is paused' else p.state end as state,
                      p.opened_at,
                      p.expected_end,
                      coalesce(t.due_date_, ended.due_date_) as due,
                      released.now as released,
                      f.orders,
                      case when not released.now then f.order_id end as order_id,
                      o.promised_date,
                      turnup.time_zone_of(f.order_id) as time_zone
                 from turnup.problem p
            left join turnup.bulk_run r
                   on r.id = p.release_run
                  and p.state = 'releasing'
            left join act_ru_task t
                   on t.id_ = 'problem-' || p.id
            left join act_hi_taskinst ended
                   on ended.id_ = 'problem-' || p.id
           cross join lateral (
                        select p.state = 'releasing' and coalesce(r.state, '') <> 'paused' as now) released
           cross join lateral (
                        select count(distinct w.order_id) as orders,
                               (array_agg(w.order_id order by theirs.expected_completion, w.order_id))[1] as order_id
                          from turnup.fallout w
                          join turnup.product_order theirs
                            on theirs.id = w.order_id
                         where w.problem_id = p.id
                           and w.state <> 'closed') f
            left join turnup.product_order o
                   on o.id = f.order_id
                where p.state <> 'closed'
             order by p.id
      """;

  /** Some rounds of the watch. */
  private static final Duration WHILE_RELEASED = Duration.ofMinutes(5);

  private final JdbcClient database;

  UnclosedProblems(JdbcClient database) {
    this.database = database;
  }

  @Override
  public HoldUp.Kind finds() {
    return HoldUp.Kind.PROBLEM;
  }

  @Override
  public List<HoldUp> now(Instant now) {
    return database.sql(FOUND).query((row, number) -> holdUp(row, now)).list();
  }

  private static HoldUp holdUp(ResultSet row, Instant now) throws SQLException {
    String id = row.getString("id");
    Waiting waiting = Waiting.of(row);
    return new HoldUp(
        HoldUp.Kind.PROBLEM,
        id,
        row.getString("title")
            + ": it was opened at "
            + LocalMoment.of(row, "opened_at")
            + ", is "
            + row.getString("state")
            + (LocalMoment.of(row, "expected_end").isEmpty()
                ? ", and nobody has said when it ends. "
                : ", and is expected to end at " + LocalMoment.of(row, "expected_end") + ". ")
            + waiting.told()
            + " See /operations/problems/"
            + id,
        waiting.first(),
        Stream.concat(
                Optional.ofNullable(row.getTimestamp("due")).map(Timestamp::toInstant).stream(),
                row.getBoolean("released") ? Stream.of(now.plus(WHILE_RELEASED)) : Stream.empty())
            .max(Comparator.naturalOrder()));
  }
}
