package dev.turnup.engine.billing;

import dev.turnup.engine.activation.ServiceRecord;
import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Compares what network, inventory and order say of a service. Only what all three have as active,
 * since the same day and no later than it was accepted, is billed.
 */
@UseCase
public final class ReconcileService {

  private final Orders orders;
  private final Components components;
  private final ServiceRecords records;
  private final BillStarts bills;
  private final SiteClock siteClock;
  private final Fallouts fallouts;

  public ReconcileService(
      Orders orders,
      Components components,
      ServiceRecords records,
      BillStarts bills,
      SiteClock siteClock,
      Fallouts fallouts) {
    this.orders = orders;
    this.components = components;
    this.records = records;
    this.bills = bills;
    this.siteClock = siteClock;
    this.fallouts = fallouts;
  }

  /**
   * What came of it.
   *
   * @param fallout where they disagree
   * @param billedBefore whether the product was charged until now, for what it was
   */
  public record Reconciliation(Optional<FalloutId> fallout, boolean billedBefore) {
    public boolean agreed() {
      return fallout.isEmpty();
    }
  }

  /** Compares, and raises a fallout with the facts if they disagree. */
  public Reconciliation forComponent(ComponentId id) {
    Component component = components.get(id);
    ProductOrder order = orders.around(component.order(), component.item());
    return new Reconciliation(
        disagreement(component, order)
            .map(
                failure ->
                    fallouts.raise(
                        new StepFellOut(
                            component.order(),
                            Optional.of(id),
                            Optional.empty(),
                            "reconcile-service",
                            failure))),
        order.item(component.item()).action() == ItemAction.MODIFY);
  }

  private Optional<Failure> disagreement(Component component, ProductOrder order) {
    ServiceRecord record = records.of(component.id());
    if (component.state() != ComponentState.ACTIVE) {
      return failure("order-disagrees", "the order has it as " + component.state().code(), record);
    }
    if (!record.network().active().orElse(false)) {
      return failure("network-disagrees", "it does not work in the network", record);
    }
    if (!record.inventory().active().orElse(false)) {
      return failure("inventory-disagrees", "the inventory does not have it as active", record);
    }
    Optional<Site> site = order.siteOf(component.item());
    Optional<LocalDate> network = day(record.network().since(), site);
    Optional<LocalDate> inventory = day(record.inventory().since(), site);
    LocalDate accepted = bills.of(component.id()).effective();
    if (network.isEmpty() || !network.equals(inventory)) {
      return failure("dates-disagree", "network and inventory name different days", record);
    }
    if (network.get().isAfter(accepted)) {
      return failure(
          "dates-disagree", "it is active only since after its acceptance on " + accepted, record);
    }
    return Optional.empty();
  }

  private Optional<LocalDate> day(Optional<Instant> since, Optional<Site> site) {
    return since.map(moment -> siteClock.dayAt(site, moment));
  }

  private static Optional<Failure> failure(String code, String message, ServiceRecord record) {
    return Optional.of(
        new Failure(
            "turnup",
            code,
            message
                + " (network: "
                + word(record.network().active(), record.network().since())
                + ", inventory: "
                + word(record.inventory().active(), record.inventory().since())
                + ")"));
  }

  private static String word(Optional<Boolean> active, Optional<Instant> since) {
    return active.map(yes -> yes ? "active" : "not active").orElse("not asked")
        + since.map(moment -> " since " + moment).orElse("");
  }
}
