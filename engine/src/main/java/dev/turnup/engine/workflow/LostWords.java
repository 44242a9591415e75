package dev.turnup.engine.workflow;

import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Components that wait for what they rely on although it is there. Whatever brings it about sends
 * word in the same transaction, so at no moment may both be seen: where they are, the word was
 * lost, and the component would wait until it looks again by itself, a day later.
 */
@Component
class LostWords implements Search {

  private static final String EXPLANATION =
      "Await prerequisites goes on waiting although what it relies on is there: word of it was lost";

  /**
   * One by one, by their keys: few components wait at a time, and the planner, which does not know
   * that, would read the components of all orders there ever were, but for the offsets.
   */
  private static final String WAITING =
      """
      with deaf as materialized (
               select c.order_id,
                      s.proc_inst_id_ as instance_id
                 from act_ru_event_subscr s
           cross join lateral (
                        select cast(v.text_ as uuid) as id
                          from act_ru_variable v
                         where v.proc_inst_id_ = s.proc_inst_id_
                           and v.name_ = 'componentId'
                        offset 0) waiting
           cross join lateral (
                        select found.id,
                               found.order_id
                          from turnup.component found
                         where found.id = waiting.id
                        offset 0) c
                where s.event_name_ = 'prerequisites-settled'
                  and not exists (
                        select
                          from turnup.component_dependency d
                          join turnup.component p
                            on p.id = d.relies_on_id
                         where d.component_id = c.id
                           and p.state <> 'cancelled'
                           and array_position(cast(:states as text[]), p.state)
                             < array_position(cast(:states as text[]), d.needs)
                        offset 0))
               select distinct o.id
                 from deaf
                 join act_ru_execution i
                   on i.id_ = deaf.instance_id
                  and i.suspension_state_ = 1
                 join turnup.product_order o
                   on o.id = deaf.order_id
                where o.state not in ('rejected', 'cancelled', 'completed', 'failed', 'partial')
      """;

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
                           and known.finding = 'late-step')
             order by o.id
                limit :limit
      """;

  /** As far as each has come that is not given up. */
  private static final String[] STATES =
      Stream.of(ComponentState.values()).map(ComponentState::code).toArray(String[]::new);

  private final JdbcClient database;

  LostWords(JdbcClient database) {
    this.database = database;
  }

  @Override
  public Set<Finding> finds() {
    return Set.of(Finding.LATE_STEP);
  }

  @Override
  public List<Stuck> unattended(Instant now, int limit) {
    return stuck(
        database
            .sql(WAITING + UNATTENDED)
            .param("states", STATES)
            .param("now", Timestamp.from(now))
            .param("limit", limit));
  }

  @Override
  public List<Stuck> among(Collection<OrderId> orders, Instant now) {
    return orders.isEmpty()
        ? List.of()
        : stuck(
            database
                .sql(WAITING + " and o.id in (:orders)")
                .param("states", STATES)
                .param("orders", orders.stream().map(OrderId::value).toList()));
  }

  private static List<Stuck> stuck(JdbcClient.StatementSpec waiting) {
    return waiting.query(String.class).list().stream()
        .map(order -> new Stuck(new OrderId(order), Finding.LATE_STEP, EXPLANATION))
        .toList();
  }
}
