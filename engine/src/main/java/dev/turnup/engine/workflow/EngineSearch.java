package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.StepTimes;
import dev.turnup.engine.escalation.StepTimes.Doer;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.workflow.ModelSteps.Kind;
import dev.turnup.engine.workflow.ModelSteps.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What the engine's tables tell of orders that do not move. It trusts none of them: every place
 * where an order stands (an active execution without children) must have what its step waits for. A
 * job that was deleted, a message that nobody is subscribed to, an instance that is gone show up as
 * a place with nothing to move it.
 *
 * <p>It is read in sets, a fixed number of statements for all orders, and no history: what it costs
 * grows with the orders that are open.
 */
@Component
class EngineSearch implements Search {

  /** How long a call may lie there unworked, or anything be locked by one worker. */
  private static final Duration LONG = Duration.ofMinutes(15);

  private static final Set<Finding> FINDINGS =
      Set.of(
          Finding.NO_NEXT_EVENT,
          Finding.SUSPENDED,
          Finding.STOPPED_WORK,
          Finding.STALE_LOCK,
          Finding.UNWORKED_CALL,
          Finding.LATE_JOB,
          Finding.LATE_STEP,
          Finding.OVERDUE_TASK);

  /** The steps of models, with what they wait for and since when, by tier, they may at most. */
  private static final String STEPS =
      """
      with step as (
               select s.definition,
                      s.activity,
                      s.kind
                 from unnest(
                        cast(:definitions as text[]),
                        cast(:activities as text[]),
                        cast(:kinds as text[])) as s (definition, activity, kind)),
           limits as (
               select l.definition,
                      l.activity,
                      l.tier,
                      l.start
                 from unnest(
                        cast(:limitedDefinitions as text[]),
                        cast(:limitedActivities as text[]),
                        cast(:tiers as text[]),
                        cast(cast(:starts as text[]) as timestamp[])) as l (definition, activity, tier, start)),
      """;

  /** Of some orders, the instances that run for them. */
  private static final String THEIRS =
      """
           theirs as materialized (
               select child.id_
                 from act_ru_execution root
                 join act_ru_execution child
                   on child.root_proc_inst_id_ = root.id_
                  and child.parent_id_ is null
                where root.business_key_ in (:orders)
                  and root.parent_id_ is null),
      """;

  /**
   * Own work goes on by a job, at whatever step; a person's by a task with a due date; a call by an
   * external task, a message by a subscription with a timer as its deadline. Everything else waits
   * for a timer. What is suspended or stopped is found as that.
   */
  private static final String LOST =
      """
           found as (
               select 'no-next-event' as finding,
                      e.proc_inst_id_ as instance_id,
                      e.proc_def_id_ as definition,
                      e.act_id_ as activity,
                      cast(null as timestamp) as since
                 from act_ru_execution e
            left join step
                   on step.definition = e.proc_def_id_
                  and step.activity = e.act_id_
                where e.is_active_
                  and e.suspension_state_ = 1
                  %s
                  and not exists (
                        select
                          from act_ru_execution c
                         where c.parent_id_ = e.id_)
                  and not exists (
                        select
                          from act_ru_execution called
                         where called.super_exec_ = e.id_)
                  and not exists (
                        select
                          from act_ru_task t
                         where t.execution_id_ = e.id_
                           and t.due_date_ is not null)
                  and not exists (
                        select
                          from act_ru_ext_task x
                         where x.execution_id_ = e.id_)
                  and not exists (
                        select
                          from act_ru_job j
                         where j.execution_id_ = e.id_
                           and (j.retries_ = 0
                            or j.suspension_state_ = 1
                           and (step.kind is null
                            or j.handler_type_ = 'async-continuation')))
                  and not exists (
                        select
                          from act_ru_event_subscr s
                          join act_ru_job j
                            on j.execution_id_ = s.execution_id_
                         where s.execution_id_ = e.id_
                           and s.event_type_ = 'message'
                           and s.activity_id_ = e.act_id_
                           and j.suspension_state_ = 1
                           and step.kind = 'MESSAGE'))
      """;

  /** Each finds by an index what is late, stopped or suspended. */
  private static final String LATE =
      """
           found as (
               select 'suspended' as finding,
                      e.id_ as instance_id,
                      e.proc_def_id_ as definition,
                      cast(null as text) as activity,
                      cast(null as timestamp) as since
                 from act_ru_execution e
                where e.suspension_state_ = 2
                  and e.parent_id_ is null
                  %1$s
                union all
               select 'stopped-work',
                      j.process_instance_id_,
                      j.process_def_id_,
                      coalesce(j.failed_act_id_, d.act_id_),
                      j.create_time_
                 from act_ru_job j
            left join act_ru_jobdef d
                   on d.id_ = j.job_def_id_
                where j.retries_ = 0
                  %2$s
                union all
               select 'stopped-work',
                      x.proc_inst_id_,
                      x.proc_def_id_,
                      x.act_id_,
                      x.create_time_
                 from act_ru_ext_task x
                where x.retries_ = 0
                  %3$s
                union all
               select 'stale-lock',
                      j.process_instance_id_,
                      j.process_def_id_,
                      d.act_id_,
                      j.create_time_
                 from act_ru_job j
            left join act_ru_jobdef d
                   on d.id_ = j.job_def_id_
                where j.lock_exp_time_ > :locked
                  %2$s
                union all
               select 'stale-lock',
                      x.proc_inst_id_,
                      x.proc_def_id_,
                      x.act_id_,
                      x.create_time_
                 from act_ru_ext_task x
                where x.lock_exp_time_ > :locked
                  and x.error_msg_ is null
                  %3$s
                union all
               select 'unworked-call',
                      x.proc_inst_id_,
                      x.proc_def_id_,
                      x.act_id_,
                      x.create_time_
                 from act_ru_ext_task x
                where coalesce(x.lock_exp_time_, x.create_time_) < :forgotten
                  and (x.retries_ is null or x.retries_ > 0)
                  and x.suspension_state_ = 1
                  %3$s
                union all
               select 'late-job',
                      j.process_instance_id_,
                      j.process_def_id_,
                      d.act_id_,
                      greatest(j.duedate_, j.create_time_)
                 from act_ru_job j
                 join act_ru_execution i
                   on i.id_ = j.process_instance_id_
                 join act_ru_execution root
                   on root.id_ = i.root_proc_inst_id_
                 join turnup.product_order o
                   on o.id = root.business_key_
                 join limits l
                   on l.definition = ''
                  and l.tier = o.customer_tier
            left join act_ru_jobdef d
                   on d.id_ = j.job_def_id_
                where (j.duedate_ < :latest or j.duedate_ is null)
                  and greatest(j.duedate_, j.create_time_) < l.start
                  and (j.lock_exp_time_ is null or j.lock_exp_time_ <= :locked)
                  and j.retries_ > 0
                  and j.suspension_state_ = 1
                  %2$s
                union all
               select 'late-step',
                      x.proc_inst_id_,
                      x.proc_def_id_,
                      x.act_id_,
                      x.create_time_
                 from act_ru_ext_task x
                 join act_ru_execution i
                   on i.id_ = x.proc_inst_id_
                 join act_ru_execution root
                   on root.id_ = i.root_proc_inst_id_
                 join turnup.product_order o
                   on o.id = root.business_key_
                 join limits l
                   on l.definition = x.proc_def_id_
                  and l.activity = x.act_id_
                  and l.tier = o.customer_tier
                where x.create_time_ < l.start
                  %3$s
                union all
               select 'late-step',
                      i.id_,
                      i.proc_def_id_,
                      s.activity_id_,
                      s.created_
                 from act_ru_event_subscr s
                 join act_ru_execution i
                   on i.id_ = s.proc_inst_id_
                 join act_ru_execution root
                   on root.id_ = i.root_proc_inst_id_
                 join turnup.product_order o
                   on o.id = root.business_key_
                 join limits l
                   on l.definition = i.proc_def_id_
                  and l.activity = s.activity_id_
                  and l.tier = o.customer_tier
                where s.event_type_ = 'message'
                  and s.activity_id_ = any (cast(:limitedActivities as text[]))
                  and s.created_ < l.start
                  %4$s
                union all
               select 'overdue-task',
                      t.proc_inst_id_,
                      t.proc_def_id_,
                      t.task_def_key_,
                      t.due_date_
                 from act_ru_task t
                where t.due_date_ < :now
                  and t.suspension_state_ = 1
                  %5$s)
      """;

  private static final String OF_OPEN_ORDERS =
      """
               select distinct on (o.id, f.finding)
                      o.id as order_id,
                      f.finding,
                      f.definition,
                      f.activity,
                      f.since
                 from found f
                 join act_ru_execution i
                   on i.id_ = f.instance_id
                 join act_ru_execution root
                   on root.id_ = i.root_proc_inst_id_
                  and root.proc_def_key_ <> 'order-escalation'
                 join turnup.product_order o
                   on o.id = root.business_key_
                where %s
             order by o.id, f.finding, f.since
                limit :limit
      """;

  private static final String OPEN =
      "o.state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial') ";

  private static final String UNATTENDED =
      """
                  and not exists (
                        select
                          from turnup.escalation_finding known
                          join turnup.escalation e
                            on e.id = known.escalation_id
                           and (e.state = 'open'
                            or e.quiet_until > :now)
                         where known.order_id = o.id
                           and known.finding = %s)
      """;

  /** An order for which nothing runs at all. */
  private static final String NOT_RUNNING =
      """
               select o.id as order_id,
                      'no-next-event' as finding,
                      cast(null as text) as definition,
                      cast(null as text) as activity,
                      cast(null as timestamp) as since
                 from turnup.product_order o
                where %s
                  and not exists (
                        select
                          from act_ru_execution root
                         where root.business_key_ = o.id
                           and root.parent_id_ is null
                           and root.super_exec_ is null
                           and root.proc_def_key_ <> 'order-escalation')
             order by o.id
                limit :limit
      """;

  /** By skipping from one to the next: there are few tiers, and many orders. */
  private static final String TIERS =
      """
       with recursive tier as (
               select min(o.customer_tier) as name
                 from turnup.product_order o
                where %1$s
                union all
               select (select min(o.customer_tier)
                         from turnup.product_order o
                        where %1$s
                          and o.customer_tier > tier.name)
                 from tier
                where tier.name is not null)
               select name
                 from tier
                where name is not null
      """;

  private static final String DEFINITIONS =
      """
               select d.id_
                 from act_re_procdef d
                where exists (
                        select
                          from act_ru_execution e
                         where e.proc_def_id_ = d.id_)
      """;

  private final JdbcClient database;
  private final ModelSteps models;
  private final StepTimes stepTimes;
  private final TransactionOperations transactions;

  EngineSearch(
      JdbcClient database,
      ModelSteps models,
      StepTimes stepTimes,
      TransactionOperations transactions) {
    this.database = database;
    this.models = models;
    this.stepTimes = stepTimes;
    this.transactions = transactions;
  }

  @Override
  public Set<Finding> finds() {
    return FINDINGS;
  }

  @Override
  public List<Stuck> unattended(Instant now, int limit) {
    return transactions.execute(
        status -> {
          // all places at once are joined in memory
          database.sql("set local work_mem = '64MB'").update();
          return find(Optional.empty(), now, limit);
        });
  }

  @Override
  public List<Stuck> among(Collection<OrderId> orders, Instant now) {
    return orders.isEmpty()
        ? List.of()
        : find(Optional.of(orders), now, orders.size() * FINDINGS.size());
  }

  private List<Stuck> find(Optional<Collection<OrderId>> orders, Instant now, int limit) {
    Steps steps = steps(now);
    String theirs = orders.isPresent() ? THEIRS : "";
    String asked =
        OPEN + (orders.isPresent() ? "and o.id in (:orders) " : UNATTENDED.formatted("f.finding"));
    List<Stuck> found = new ArrayList<>();
    String lost =
        STEPS + theirs + LOST.formatted(among(orders, "e.proc_inst_id_")) + OF_OPEN_ORDERS;
    found.addAll(query(lost.formatted(asked), orders, steps, now, limit));
    String late =
        STEPS
            + theirs
            + LATE.formatted(
                among(orders, "e.id_"),
                among(orders, "j.process_instance_id_"),
                among(orders, "x.proc_inst_id_"),
                among(orders, "s.proc_inst_id_"),
                among(orders, "t.proc_inst_id_"))
            + OF_OPEN_ORDERS;
    found.addAll(query(late.formatted(asked), orders, steps, now, limit));
    String notRunning =
        NOT_RUNNING.formatted(
            OPEN
                + (orders.isPresent()
                    ? "and o.id in (:orders) "
                    : UNATTENDED.formatted("'no-next-event'")));
    found.addAll(query(notRunning, orders, steps, now, limit));
    return found;
  }

  private static String among(Optional<Collection<OrderId>> orders, String instance) {
    return orders.isPresent() ? "and " + instance + " in (select id_ from theirs)" : "";
  }

  private List<Stuck> query(
      String sql, Optional<Collection<OrderId>> orders, Steps steps, Instant now, int limit) {
    JdbcClient.StatementSpec asked =
        database
            .sql(sql)
            .param("now", Timestamp.from(now))
            .param("forgotten", Timestamp.from(now.minus(LONG)))
            .param("locked", Timestamp.from(now.plus(LONG)))
            .param("limit", limit);
    steps.bindTo(asked);
    orders.ifPresent(some -> asked.param("orders", some.stream().map(OrderId::value).toList()));
    return asked.query((row, number) -> stuck(row)).list();
  }

  /** What models wait for, and since when they may, as arrays. */
  private record Steps(
      String[] definitions,
      String[] activities,
      String[] kinds,
      String[] limitedDefinitions,
      String[] limitedActivities,
      String[] tiers,
      String[] starts,
      Instant latest) {

    void bindTo(JdbcClient.StatementSpec asked) {
      asked
          .param("definitions", definitions)
          .param("activities", activities)
          .param("kinds", kinds)
          .param("limitedDefinitions", limitedDefinitions)
          .param("limitedActivities", limitedActivities)
          .param("tiers", tiers)
          .param("starts", starts)
          .param("latest", Timestamp.from(latest));
    }
  }

  private record Limit(String definition, String activity, String tier, Instant start) {}

  private Steps steps(Instant now) {
    List<String> definitions = database.sql(DEFINITIONS).query(String.class).list();
    models.keepOnly(definitions);
    List<String> tiers = database.sql(TIERS.formatted(OPEN)).query(String.class).list();
    StepTimes.Limits times = stepTimes.asOf(now);
    List<String[]> steps = new ArrayList<>();
    List<Limit> limits = new ArrayList<>();
    for (String tier : tiers) {
      times
          .earliestStart(Doer.TURNUP, "", tier)
          .ifPresent(start -> limits.add(new Limit("", "", tier, start)));
    }
    for (String definition : definitions) {
      waiting(definition)
          .forEach(
              (activity, step) -> {
                steps.add(new String[] {definition, activity, step.kind().name()});
                doerOf(step.kind())
                    .ifPresent(
                        doer ->
                            tiers.forEach(
                                tier ->
                                    times
                                        .earliestStart(doer, step.label(), tier)
                                        .ifPresent(
                                            start ->
                                                limits.add(
                                                    new Limit(
                                                        definition, activity, tier, start)))));
              });
    }
    return new Steps(
        column(steps, 0),
        column(steps, 1),
        column(steps, 2),
        limits.stream().map(Limit::definition).toArray(String[]::new),
        limits.stream().map(Limit::activity).toArray(String[]::new),
        limits.stream().map(Limit::tier).toArray(String[]::new),
        limits.stream()
            .map(limit -> Timestamp.from(limit.start()).toString())
            .toArray(String[]::new),
        limits.stream().map(Limit::start).max(Instant::compareTo).orElse(Instant.EPOCH));
  }

  private Map<String, Step> waiting(String definition) {
    return models.of(definition).entrySet().stream()
        .filter(entry -> entry.getValue().kind() != Kind.OTHER)
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Optional<Doer> doerOf(Kind kind) {
    return switch (kind) {
      case CALL -> Optional.of(Doer.CALL);
      case MESSAGE -> Optional.of(Doer.MESSAGE);
      case PERSON, OTHER -> Optional.empty();
    };
  }

  private static String[] column(List<String[]> rows, int number) {
    return rows.stream().map(row -> row[number]).toArray(String[]::new);
  }

  private Stuck stuck(ResultSet row) throws SQLException {
    Finding finding = Finding.of(row.getString("finding"));
    String step = label(row.getString("definition"), row.getString("activity"));
    String since =
        Optional.ofNullable(row.getTimestamp("since"))
            .map(moment -> moment.toInstant().toString())
            .orElse("");
    return new Stuck(
        new OrderId(row.getString("order_id")), finding, explanation(finding, step, since));
  }

  private static String explanation(Finding finding, String step, String since) {
    return switch (finding) {
      case NO_NEXT_EVENT ->
          step.isEmpty()
              ? "Nothing will make the order move: no model runs for it"
              : "Nothing will make the order move at " + step;
      case SUSPENDED -> "Somebody has suspended " + (step.isEmpty() ? "the order" : step);
      case STOPPED_WORK -> step + " has failed and is not tried again";
      case STALE_LOCK -> step + " is locked by a worker for longer than any work takes";
      case UNWORKED_CALL -> "Nobody makes the call " + step + ", which waits since " + since;
      case LATE_JOB -> step + " is due since " + since + ", and nobody takes it up";
      case LATE_STEP -> step + " takes too long: it began at " + since;
      default -> step + " should have been done by " + since;
    };
  }

  private String label(@Nullable String definition, @Nullable String activity) {
    return definition == null || activity == null
        ? ""
        : Optional.ofNullable(models.of(definition).get(activity))
            .map(Step::label)
            .orElse(activity);
  }
}
