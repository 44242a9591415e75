package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.HoldUps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Systems to which calls are due that no node makes: the system is away and left alone, an operator
 * has paused a topic, or all nodes are busy with too many calls. Who waits for one is not looked
 * after order by order. What breakers of single nodes believe is not asked: what lies there counts.
 */
@Component
class AwaySystems implements HoldUps {

  private static final Duration LONG = Duration.ofMinutes(15);

  private static final String FOUND =
      """
      with away as materialized (
               select split_part(x.topic_name_, '.', 1) as system,
                      min(coalesce(x.lock_exp_time_, x.create_time_)) as since
                 from act_ru_ext_task x
                where coalesce(x.lock_exp_time_, x.create_time_) < :forgotten
                  and (x.retries_ is null or x.retries_ > 0)
                  and x.suspension_state_ = 1
             group by split_part(x.topic_name_, '.', 1)),
           waiting as materialized (
               select a.system,
                      a.since,
                      o.id as order_id,
                      o.promised_date,
                      o.expected_completion
                 from away a
                 join act_ru_ext_task x
                   on split_part(x.topic_name_, '.', 1) = a.system
                 join act_ru_execution i
                   on i.id_ = x.proc_inst_id_
                 join act_ru_execution root
                   on root.id_ = i.root_proc_inst_id_
                 join turnup.product_order o
                   on o.id = root.business_key_
                where o.state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial')),
           foremost as (
               select distinct on (w.system)
                      w.system,
                      w.since,
                      w.order_id,
                      w.promised_date
                 from waiting w
             order by w.system, w.expected_completion, w.order_id)
               select f.system,
                      f.since,
                      (select count(distinct w.order_id)
                         from waiting w
                        where w.system = f.system) as orders,
                      f.order_id,
                      f.promised_date,
                      turnup.time_zone_of(f.order_id) as time_zone,
                      (select string_agg(p.topic || ' by ' || p.paused_by, ', ' order by p.topic)
                         from turnup.connector_pause p
                        where split_part(p.topic, '.', 1) = f.system) as paused,
                      (select c.failure_code || ': ' || c.failure_message
                         from turnup.outbound_call c
                        where c.order_id = f.order_id
                          and split_part(c.topic, '.', 1) = f.system
                          and c.failure_code is not null
                     order by c.prepared_at desc
                        limit 1) as failure
                 from foremost f
             order by f.system
      """;

  private final JdbcClient database;

  AwaySystems(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<HoldUp> now(Instant now) {
    return database
        .sql(FOUND)
        .param("forgotten", Timestamp.from(now.minus(LONG)))
        .query(AwaySystems::holdUp)
        .list();
  }

  private static HoldUp holdUp(ResultSet row, int number) throws SQLException {
    Waiting waiting = Waiting.of(row);
    return new HoldUp(
        HoldUp.Kind.SYSTEM,
        row.getString("system"),
        "No call to "
            + row.getString("system")
            + " is made since "
            + LocalMoment.of(row, "since")
            + Optional.ofNullable(row.getString("paused"))
                .map(topics -> "; paused are " + topics)
                .orElse("")
            + Optional.ofNullable(row.getString("failure"))
                .map(failure -> "; a call before failed with " + failure)
                .orElse("")
            + ". "
            + waiting.told()
            + " See /operations/connectors; all goes on by itself once calls go through again.",
        waiting.first());
  }
}
