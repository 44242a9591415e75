package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.workflow.ModelSteps.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where open orders stand: the executions of the instances that run for them. What looks after an
 * escalation is none.
 */
@Component
class Places {

  /** Rows of a page of {@link #look}: a millisecond or two. */
  static final int PAGE = 200;

  static final String OPEN =
      "o.state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial')";

  private static final String THESE = OPEN + " and o.id = any (cast(:orders as text[]))";

  /** What every search selects from: the orders that it is asked about, and their places. */
  private static final String PLACE =
      """
      with open_order as not materialized (
               select o.id,
                      o.customer_tier as tier
                 from turnup.product_order o
                where %s),
           place as not materialized (
               select e.id_ as id,
                      e.proc_inst_id_ as instance_id,
                      e.proc_def_id_ as definition,
                      e.act_id_ as activity,
                      e.suspension_state_ = 2 as suspended,
                      o.id as order_id,
                      o.tier
                 from act_ru_execution e
                 join act_ru_execution i
                   on i.id_ = e.proc_inst_id_
                 join act_ru_execution root
                   on root.id_ = i.root_proc_inst_id_
                  and root.proc_def_key_ <> 'order-escalation'
                 join open_order o
                   on o.id = root.business_key_)
      """;

  private static final String FOUND =
      """
         , found as (
      %s)
               select s.order_id,
                      s.definition,
                      s.activity,
                      s.since,
                      turnup.time_zone_of(s.order_id) as time_zone
                 from (
                        select distinct on (f.order_id)
                               f.order_id,
                               f.definition,
                               f.activity,
                               f.since
                          from found f
                         where %s
                      order by f.order_id, f.since
                         %s) s
             order by s.order_id
      """;

  /** A plan for what is asked now: dates decide by which index it is found. */
  private static final String FOR_ALL = "set local plan_cache_mode = force_custom_plan";

  /** Planning a page anew would take longer than reading it. */
  private static final String PAGE_BY_PAGE = "set local plan_cache_mode = force_generic_plan";

  private static final String UNATTENDED =
      """
      not exists (
                        select
                          from turnup.escalation_finding known
                          join turnup.escalation e
                            on e.id = known.escalation_id
                           and (e.state = 'open'
                            or e.quiet_until > :now)
                         where known.order_id = f.order_id
                           and known.finding = :finding)""";

  private static final String LOOKED =
      """
      select page.last,
             array(
                        select f.order_id
                          from unnest(page.orders) as f (order_id)
                         where %s) as orders
        from (
      %s) page
      """;

  /** Tiers by skipping from one to the next: there are few, and many orders. */
  private static final String RUNNING =
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
               select d.id_ as definition,
                      tier.name as tier
                 from act_re_procdef d
           cross join tier
                where tier.name is not null
                  and exists (
                        select
                          from act_ru_execution e
                         where e.proc_def_id_ = d.id_)
      """
          .formatted(OPEN);

  private static final String RUNNING_FOR =
      PLACE.formatted(THESE)
          + """
               select distinct p.definition,
                      p.tier
                 from place p
      """;

  private final JdbcClient database;
  private final ModelSteps models;
  private final TransactionOperations transactions;

  Places(JdbcClient database, ModelSteps models, TransactionOperations transactions) {
    this.database = database;
    this.models = models;
    this.transactions = transactions;
  }

  /**
   * A page of rows.
   *
   * @param doubtful the orders that may be stuck
   * @param last the key of the last row; empty if there was none
   */
  record Looked(List<OrderId> doubtful, Optional<String> last) {}

  /** A version of a model that runs for customers of a tier. */
  record Running(String definition, String tier) {}

  /**
   * What a page of {@link #look} selects.
   *
   * @param key of a row
   * @param order its business key
   * @param doubtful whether it may be stuck
   */
  static String doubtful(String key, String order, String doubtful) {
    return """
        max(%s) as last,
                      coalesce(array_remove(array_agg(distinct %s) filter (where
        %s), null), '{}') as orders\
        """
        .formatted(key, order, doubtful);
  }

  /** The business key of an instance and of all that called it. */
  static String orderOf(String instance) {
    return """
        (
                        select root.business_key_
                          from act_ru_execution i
                          join act_ru_execution root
                            on root.id_ = i.root_proc_inst_id_
                         where i.id_ = %s
                        offset 0)\
        """
        .formatted(instance);
  }

  /** Of all open orders those of which nobody knows that, or wants to hear no more of it. */
  List<Stuck> unattended(
      Finding finding,
      String found,
      Map<String, Object> parameters,
      Instant now,
      int limit,
      RowMapper<Stuck> reading) {
    return transactions.execute(
        status -> {
          database.sql(FOR_ALL).update();
          return unattended(OPEN, finding, found, parameters, now, limit).query(reading).list();
        });
  }

  /** The same of some orders. */
  List<Stuck> unattendedAmong(
      Collection<OrderId> orders,
      Finding finding,
      String found,
      Map<String, Object> parameters,
      Instant now,
      RowMapper<Stuck> reading) {
    return unattended(THESE, finding, found, parameters, now, orders.size())
        .param("orders", ids(orders))
        .query(reading)
        .list();
  }

  private JdbcClient.StatementSpec unattended(
      String orders,
      Finding finding,
      String found,
      Map<String, Object> parameters,
      Instant now,
      int limit) {
    return database
        .sql(PLACE.formatted(orders) + FOUND.formatted(found, UNATTENDED, "limit :limit"))
        .params(parameters)
        .param("finding", finding.code())
        .param("now", Timestamp.from(now))
        .param("limit", limit);
  }

  /**
   * Rows that are looked at one by one, after one of them. Left out are orders of which somebody
   * knows that, or wants to hear no more of it.
   *
   * @param page selects {@code last}, the key of the last row, null for none, and {@code orders},
   *     business keys of what may be stuck
   */
  Looked look(
      String page, Map<String, Object> parameters, String after, Finding finding, Instant now) {
    return transactions.execute(
        status -> {
          database.sql(PAGE_BY_PAGE).update();
          return database
              .sql(LOOKED.formatted(UNATTENDED, page))
              .params(parameters)
              .param("after", after)
              .param("finding", finding.code())
              .param("now", Timestamp.from(now))
              .query(Places::looked)
              .single();
        });
  }

  private static Looked looked(ResultSet row, int number) throws SQLException {
    return new Looked(
        Stream.of((String[]) row.getArray("orders").getArray())
            .filter(OrderId::isOrderNumber)
            .map(OrderId::new)
            .toList(),
        Optional.ofNullable(row.getString("last")));
  }

  /** Of some orders, whoever knows it. */
  List<Stuck> among(
      Collection<OrderId> orders,
      String found,
      Map<String, Object> parameters,
      RowMapper<Stuck> reading) {
    return database
        .sql(PLACE.formatted(THESE) + FOUND.formatted(found, "true", ""))
        .params(parameters)
        .param("orders", ids(orders))
        .query(reading)
        .list();
  }

  /** What runs for any order. */
  List<Running> running() {
    List<Running> running = database.sql(RUNNING).query(Running.class).list();
    models.keepOnly(running.stream().map(Running::definition).toList());
    return running;
  }

  /** What runs for some orders. */
  List<Running> runningFor(Collection<OrderId> orders) {
    return database.sql(RUNNING_FOR).param("orders", ids(orders)).query(Running.class).list();
  }

  /** The steps of a version of a model, by the ids of their elements. */
  Map<String, Step> steps(String definition) {
    return models.of(definition);
  }

  /** The name of a step in its model; empty for none. */
  String label(@Nullable String definition, @Nullable String activity) {
    return definition == null || activity == null
        ? ""
        : Optional.ofNullable(steps(definition).get(activity)).map(Step::label).orElse(activity);
  }

  private static String[] ids(Collection<OrderId> orders) {
    return orders.stream().map(OrderId::value).toArray(String[]::new);
  }
}
