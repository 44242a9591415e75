package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.HoldUp;
import dev.turnup.engine.escalation.HoldUps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Systems to which calls are due for a quarter of an hour that no node makes: the system is away
 * and left alone, an operator has paused a topic, or all nodes are busy with too many calls. Who
 * waits for one is not looked after order by order. What breakers of single nodes believe is not
 * asked: what lies there counts.
 */
@Component
class AwaySystems implements HoldUps {

  private static final String FOUND =
      """
      with waiting as materialized (
               select split_part(w.topic, '.', 1) as system,
                      w.topic,
                      w.due_at,
                      o.id as order_id,
                      o.promised_date,
                      o.expected_completion
                 from turnup.waiting_call(cast(:now as timestamptz)) w
                 join act_ru_execution e
                   on e.id_ = w.execution_id
                 join act_ru_execution i
                   on i.id_ = e.proc_inst_id_
                 join act_ru_execution root
                   on root.id_ = i.root_proc_inst_id_
                 join turnup.product_order o
                   on o.id = root.business_key_
                where o.state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial')),
           topic as (
               select w.system,
                      w.topic,
                      count(*) as calls,
                      min(w.due_at) as since
                 from waiting w
             group by w.system,
                      w.topic),
           foremost as (
               select distinct on (w.system)
                      w.system,
                      w.order_id,
                      w.promised_date
                 from waiting w
             order by w.system, w.expected_completion, w.order_id)
               select f.system,
                      (select min(t.since)
                         from topic t
                        where t.system = f.system) as since,
                      (select string_agg(t.calls || ' of ' || t.topic, ', ' order by t.topic)
                         from topic t
                        where t.system = f.system) as calls,
                      (select count(distinct w.order_id)
                         from waiting w
                        where w.system = f.system) as orders,
                      f.order_id,
                      f.promised_date,
                      turnup.time_zone_of(f.order_id) as time_zone,
                      (select string_agg(p.topic || ' by ' || p.paused_by, ', ' order by p.topic)
                         from turnup.connector_pause p
                        where split_part(p.topic, '.', 1) = f.system) as paused,
                      (select c.failure_code
                         from turnup.outbound_call c
                        where c.order_id = f.order_id
                          and split_part(c.topic, '.', 1) = f.system
                          and c.failure_code is not null
                     order by c.prepared_at desc
                        limit 1) as failure,
                      coalesce(t.due_date_, ended.due_date_) as due
                 from foremost f
            left join act_ru_task t
                   on t.id_ = 'system-' || f.system
            left join act_hi_taskinst ended
                   on ended.id_ = 'system-' || f.system
             order by f.system
      """;

  /** Hardly ever is there one; the rest would take longer to plan than this takes. */
  private static final String ANY =
      """
      select exists (
               select
                 from turnup.due_call(cast(:now as timestamptz) - interval '15 minutes'))
      """;

  private final JdbcClient database;

  AwaySystems(JdbcClient database) {
    this.database = database;
  }

  @Override
  public HoldUp.Kind finds() {
    return HoldUp.Kind.SYSTEM;
  }

  @Override
  public List<HoldUp> now(Instant now) {
    Timestamp at = Timestamp.from(now);
    return database.sql(ANY).param("now", at).query(Boolean.class).single()
        ? database.sql(FOUND).param("now", at).query(AwaySystems::holdUp).list()
        : List.of();
  }

  /** No message of a failure: that is what a system said of one customer's order. */
  private static HoldUp holdUp(ResultSet row, int number) throws SQLException {
    Waiting waiting = Waiting.of(row);
    return new HoldUp(
        HoldUp.Kind.SYSTEM,
        row.getString("system"),
        "Calls to "
            + row.getString("system")
            + " wait to be made, the first since "
            + LocalMoment.of(row, "since")
            + ": "
            + row.getString("calls")
            + Optional.ofNullable(row.getString("paused"))
                .map(topics -> "; paused are " + topics)
                .orElse("")
            + Optional.ofNullable(row.getString("failure"))
                .map(failure -> "; a call before failed with " + failure)
                .orElse("")
            + ". "
            + waiting.told()
            + " See /operations/connectors; all goes on by itself once calls go through again.",
        waiting.first(),
        Optional.ofNullable(row.getTimestamp("due")).map(Timestamp::toInstant));
  }
}
