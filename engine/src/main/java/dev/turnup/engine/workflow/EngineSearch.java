package dev.turnup.engine.workflow;

import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.workflow.Places.Looked;
import dev.turnup.engine.workflow.Places.Running;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the engine's tables tell of orders that do not move: one finding, by statements that are led
 * by an index from what is wrong to the orders. It trusts no row to be there because another one
 * is, and reads no history.
 */
abstract class EngineSearch implements Search {

  private final Finding finding;
  private final Places places;

  EngineSearch(Finding finding, Places places) {
    this.finding = finding;
    this.places = places;
  }

  /** Selects {@code order_id}, {@code definition}, {@code activity} and {@code since}. */
  abstract String found();

  /** The same, written for all orders at once. */
  String foundInAll() {
    return found();
  }

  /**
   * The parameters of {@link #found}.
   *
   * @param running what runs for the orders that are asked about
   */
  Map<String, Object> parameters(Instant now, Supplier<Collection<Running>> running) {
    return Map.of();
  }

  /**
   * For people.
   *
   * @param step its name in the model; empty for none
   * @param since empty if that is not known
   */
  abstract String explanation(String step, String since);

  @Override
  public final Set<Finding> finds() {
    return Set.of(finding);
  }

  @Override
  public List<Stuck> unattended(Instant now, int limit) {
    return places.unattended(
        finding, foundInAll(), parameters(now, places::running), now, limit, this::stuck);
  }

  /** The same of some orders. */
  final List<Stuck> unattendedAmong(Collection<OrderId> orders, Instant now) {
    return places.unattendedAmong(
        orders,
        finding,
        found(),
        parameters(now, () -> places.runningFor(orders)),
        now,
        this::stuck);
  }

  /** A page of rows, as {@link Places#look} has it. */
  final Looked look(String page, Map<String, Object> parameters, String after, Instant now) {
    return places.look(page, parameters, after, finding, now);
  }

  @Override
  public final List<Stuck> among(Collection<OrderId> orders, Instant now) {
    return orders.isEmpty()
        ? List.of()
        : places.among(
            orders, found(), parameters(now, () -> places.runningFor(orders)), this::stuck);
  }

  private Stuck stuck(ResultSet row, int number) throws SQLException {
    return new Stuck(
        new OrderId(row.getString("order_id")),
        finding,
        explanation(
            places.label(row.getString("definition"), row.getString("activity")),
            LocalMoment.of(row, "since")));
  }
}
