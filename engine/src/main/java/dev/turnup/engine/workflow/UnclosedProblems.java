package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.HoldUps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Problems that are neither closed nor just being released, and the task of which is overdue, or
 * would be if nobody had completed it; and those of which people were told for that.
 */
@Component
class NeglectedProblems implements HoldUps {

  private static final String FOUND =
      """
               select p.id,
                      p.title,
                      case p.state when 'releasing' then 'released by a run that is paused' else p.state end as state,
                      p.opened_at,
                      p.expected_end,
                      f.orders,
                      f.order_id,
                      o.promised_date,
                      turnup.time_zone_of(f.order_id) as time_zone
                 from turnup.problem p
            left join turnup.bulk_run r
                   on r.id = p.release_run
            left join act_ru_task t
                   on t.id_ = 'problem-' || p.id
            left join act_hi_taskinst ended
                   on ended.id_ = 'problem-' || p.id
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
                where (p.state in ('open', 'stopped')
                   or p.state = 'releasing'
                  and r.state = 'paused')
                  and (coalesce(t.due_date_, ended.due_date_, timestamp '-infinity') < :now
                   or exists (
                        select
                          from turnup.hold_up h
                         where h.subject = 'problem ' || p.id))
             order by p.id
      """;

  private final JdbcClient database;

  NeglectedProblems(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<HoldUp> now(Instant now) {
    return database
        .sql(FOUND)
        .param("now", Timestamp.from(now))
        .query(NeglectedProblems::holdUp)
        .list();
  }

  private static HoldUp holdUp(ResultSet row, int number) throws SQLException {
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
        waiting.first());
  }
}
