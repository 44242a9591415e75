package dev.turnup.engine.bulk;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import java.util.Map;
import java.util.Set;

/** Has orders come earlier or later than others from now on. */
@UseCase
public final class ChangePriority implements OfferedAction {

  private static final String PRIORITY = "priority";

  private final Priorities priorities;

  public ChangePriority(Priorities priorities) {
    this.priorities = priorities;
  }

  /** What orders say of their own priority. */
  public interface Priorities {

    /**
     * Amends an order, in the caller's transaction.
     *
     * @param priority {@code 0} (highest) to {@code 4}
     * @return false if it has that priority, or the order has ended or was deleted
     * @throws dev.turnup.engine.order.StaleVersion if what waits of it is begun at this moment
     */
    boolean change(OrderId order, String priority);
  }

  @Override
  public String name() {
    return "change-priority";
  }

  @Override
  public Map<String, String> checked(Map<String, String> parameters, Selection selection) {
    if (!parameters.keySet().equals(Set.of(PRIORITY))
        || !parameters.getOrDefault(PRIORITY, "").matches("[0-4]")) {
      throw new Refused("change-priority takes one parameter, priority, from 0 (highest) to 4.");
    }
    return parameters;
  }

  @Override
  public Forecast forecast(OrderSketch order, Map<String, String> parameters) {
    String priority = parameters.getOrDefault(PRIORITY, "");
    if (order.state().isFinal()) {
      return Forecast.not("the order has ended: " + order.state().tmfName());
    }
    return order.priority().equals(priority)
        ? Forecast.not("the order has priority " + priority + " already")
        : Forecast.that("priority becomes " + priority);
  }

  @Override
  public Outcome run(OrderId order, Map<String, String> parameters) {
    return priorities.change(order, parameters.getOrDefault(PRIORITY, ""))
        ? new Outcome.Done()
        : new Outcome.NotNeeded("it has ended, or has that priority already");
  }
}
