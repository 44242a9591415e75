package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Turns the items of an order into components, and notes what stands in the way. */
@UseCase
public final class DecomposeItems {

  private final Orders orders;
  private final Components components;
  private final Findings findings;
  private final InstalledProducts installedProducts;
  private final Territories territories;
  private final Decisions decisions;

  public DecomposeItems(
      Orders orders,
      Components components,
      Findings findings,
      InstalledProducts installedProducts,
      Territories territories,
      Decisions decisions) {
    this.orders = orders;
    this.components = components;
    this.findings = findings;
    this.installedProducts = installedProducts;
    this.territories = territories;
    this.decisions = decisions;
  }

  /** Replaces what was made of the order before; nothing has been done for it yet. */
  public void forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    Result result =
        decomposed(order, decisions, installedProducts.of(id), territories, components::nextId);
    components.replace(id, result.components());
    findings.replace(id, result.findings());
  }

  /** What an order is made of, and all that was found about it. */
  record Result(List<Component> components, List<Finding> findings) {}

  /**
   * Changes nothing.
   *
   * @param installed what is known of the products that items name, or may share something with
   */
  static Result decomposed(
      ProductOrder order,
      Decisions decisions,
      Collection<InstalledProduct> installed,
      Territories territories,
      Supplier<ComponentId> ids) {
    Decomposition decomposition =
        Decomposition.of(order, new Catalogue(decisions, order.id()), installed, territories, ids);
    Set<Finding> found = new LinkedHashSet<>(decomposition.findings());
    Offerings offerings = new Offerings(decisions, order.id());
    for (OrderItem item : order.items()) {
      found.addAll(
          decomposition.knowsOfferingOf(item.id())
              ? offerings.findingsOn(item)
              : offerings.retirementOf(item));
    }
    return new Result(decomposition.components(), List.copyOf(found));
  }
}
