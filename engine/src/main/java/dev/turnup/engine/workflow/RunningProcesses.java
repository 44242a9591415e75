package dev.turnup.engine.workflow;

import dev.turnup.engine.order.CallsUnderWay;
import dev.turnup.engine.order.NextEvents;
import dev.turnup.engine.order.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What orders wait for, read from the engine's tables, since the engine's API would take a dozen
 * queries for each order. Escalations look after an order and do not move it, so their instances
 * are left out.
 */
@Component
class RunningProcesses implements NextEvents, CallsUnderWay {

  /** The running instances of orders, those that were called included. */
  private static final String INSTANCES =
      """
      instance as (
               select root.business_key_ as order_id,
                      child.id_,
                      child.proc_def_id_
                 from act_ru_execution root
                 join act_ru_execution child
                   on child.root_proc_inst_id_ = root.id_
                  and child.parent_id_ is null
                where root.parent_id_ is null
                  and root.super_exec_ is null
                  and root.proc_def_key_ <> 'order-escalation'
                  and root.business_key_ in (:orders))
      """;

  /**
   * What will make orders move; nobody waits for a cancellation. A job or call that is out of
   * retries will not, nor what is suspended. A timer beside a message is its deadline and not told
   * twice. Calls and messages are found by their executions: the engine has no index on them by
   * instance.
   */
  private static final String EVENTS =
      "with "
          + INSTANCES
          + """
      , event as (
               select i.order_id,
                      i.proc_def_id_,
                      'JOB' as kind,
                      d.act_id_ as activity,
                      j.create_time_ as since,
                      j.duedate_ as due,
                      null as who,
                      null as trouble
                 from instance i
                 join act_ru_job j
                   on j.process_instance_id_ = i.id_
            left join act_ru_jobdef d
                   on d.id_ = j.job_def_id_
                where j.retries_ > 0
                  and j.suspension_state_ = 1
                  and not exists (
                        select
                          from act_ru_event_subscr s
                         where s.execution_id_ = j.execution_id_
                           and s.event_type_ = 'message'
                           and s.event_name_ <> 'cancellation-requested')
                union all
               select i.order_id,
                      i.proc_def_id_,
                      'OUTSIDE_CALL',
                      x.act_id_,
                      x.create_time_,
                      case when x.error_msg_ is not null then x.lock_exp_time_ end,
                      null,
                      coalesce((
                        select p.topic || ' is paused by ' || p.paused_by
                          from turnup.connector_pause p
                         where p.topic = x.topic_name_), (
                        select 'it failed with ' || c.failure_code || ' and is tried again'
                          from turnup.outbound_call c
                         where c.order_id = i.order_id
                           and c.external_task_id = x.id_
                           and c.state in ('unavailable', 'unknown')
                           and c.failure_code is not null
                      order by c.prepared_at desc
                         limit 1), (
                        select h.group_id || ' look after ' || h.subject || ', to which calls wait to be made'
                          from turnup.waiting_call(cast(:at as timestamptz)) w
                          join turnup.hold_up h
                            on h.subject = 'system ' || split_part(w.topic, '.', 1)
                         where w.execution_id = x.execution_id_))
                 from instance i
                 join act_ru_execution e
                   on e.proc_inst_id_ = i.id_
                 join act_ru_ext_task x
                   on x.execution_id_ = e.id_
                where (x.retries_ is null or x.retries_ > 0)
                  and x.suspension_state_ = 1
                union all
               select i.order_id,
                      i.proc_def_id_,
                      'PERSON',
                      t.task_def_key_,
                      t.create_time_,
                      t.due_date_,
                      coalesce(t.assignee_, (
                        select min(l.group_id_)
                          from act_ru_identitylink l
                         where l.task_id_ = t.id_
                           and l.type_ = 'candidate')),
                      null
                 from instance i
                 join act_ru_task t
                   on t.proc_inst_id_ = i.id_
                where t.suspension_state_ = 1
                union all
               select i.order_id,
                      i.proc_def_id_,
                      'MESSAGE',
                      s.activity_id_,
                      s.created_,
                      deadline.due,
                      null,
                      null
                 from instance i
                 join act_ru_execution e
                   on e.proc_inst_id_ = i.id_
                 join act_ru_event_subscr s
                   on s.execution_id_ = e.id_
                  and s.event_type_ = 'message'
                  and s.event_name_ <> 'cancellation-requested'
           cross join lateral (
                        select min(j.duedate_) as due
                          from act_ru_job j
                         where j.execution_id_ = s.execution_id_
                           and j.retries_ > 0
                           and j.suspension_state_ = 1) deadline
                where not exists (
                        select
                          from act_ru_task t
                         where t.execution_id_ = s.execution_id_)
                  and not exists (
                        select
                          from act_ru_ext_task x
                         where x.execution_id_ = s.execution_id_))
      """;

  /**
   * A question is asked under its task's own id, and does nothing. A task without retries is an
   * operator's.
   */
  private static final String UNDER_WAY =
      """
               select exists (
                        select
                          from turnup.outbound_call c
                          join act_ru_ext_task x
                            on x.id_ = c.external_task_id
                         where c.order_id = :order
                           and c.state in ('prepared', 'unknown', 'answered')
                           and c.key <> c.topic || ':' || c.external_task_id
                           and (x.retries_ is null or x.retries_ > 0))
      """;

  private final JdbcClient database;
  private final ModelSteps models;
  private final Clock clock;

  RunningProcesses(JdbcClient database, ModelSteps models, Clock clock) {
    this.database = database;
    this.models = models;
    this.clock = clock;
  }

  @Override
  public List<NextEvent> of(OrderId order) {
    return database
        .sql(
            EVENTS
                + "select kind, proc_def_id_, activity, since, due, who, trouble"
                + " from event order by since")
        .param("orders", List.of(order.value()))
        .param("at", Timestamp.from(clock.instant()))
        .query((row, number) -> nextEvent(row))
        .list();
  }

  @Override
  public List<Instance> instances(OrderId order) {
    return database
        .sql(
            """
              select child.id_,
                     coalesce(d.name_, d.key_) as model,
                     d.version_,
                     h.start_time_
                from act_ru_execution root
                join act_ru_execution child
                  on child.root_proc_inst_id_ = root.id_
                 and child.parent_id_ is null
                join act_re_procdef d
                  on d.id_ = child.proc_def_id_
                join act_hi_procinst h
                  on h.id_ = child.id_
               where root.business_key_ = :order
                 and root.parent_id_ is null
                 and root.super_exec_ is null
            order by h.start_time_, child.id_
            """)
        .param("order", order.value())
        .query(
            (row, number) ->
                new Instance(
                    row.getString("id_"),
                    row.getString("model"),
                    row.getInt("version_"),
                    row.getTimestamp("start_time_").toInstant()))
        .list();
  }

  @Override
  public boolean any(OrderId order) {
    return database.sql(UNDER_WAY).param("order", order.value()).query(Boolean.class).single();
  }

  private NextEvent nextEvent(ResultSet row) throws SQLException {
    return new NextEvent(
        Kind.valueOf(row.getString("kind")),
        label(row.getString("proc_def_id_"), row.getString("activity")),
        moment(row.getTimestamp("since")).orElse(Instant.EPOCH),
        moment(row.getTimestamp("due")),
        Optional.ofNullable(row.getString("who")),
        Optional.ofNullable(row.getString("trouble")));
  }

  /** The name of the element in the model; its id if it has none. */
  private String label(String definition, @Nullable String activity) {
    return activity == null
        ? ""
        : Optional.ofNullable(models.of(definition).get(activity))
            .map(ModelSteps.Step::label)
            .orElse(activity);
  }

  private static Optional<Instant> moment(@Nullable Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }
}
