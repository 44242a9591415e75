package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.UseCase;
import java.util.Optional;

/** Takes the network's later answer to an activation. */
@UseCase
public final class ActivationAnswered {

  private final Orders orders;
  private final Components components;
  private final ServiceRecords records;
  private final NetworkChanges changes;

  public ActivationAnswered(
      Orders orders, Components components, ServiceRecords records, Timeline timeline) {
    this.orders = orders;
    this.components = components;
    this.records = records;
    this.changes = new NetworkChanges(components, records, timeline);
  }

  /**
   * The answer.
   *
   * @param key of the call that it answers, if the network says so
   * @param state the service's state in the network's words; only {@code active} is active
   * @param reason why not, if the network says so
   * @param reference the network's own id of the service, if it says one
   */
  public record Report(
      Optional<String> key, String state, Optional<String> reason, Optional<String> reference) {}

  /**
   * Takes the answer in; it decides nothing, because the service is verified whatever it says.
   *
   * @return whether somebody may wait for it; an answer to what nobody wants any more is not worth
   *     keeping
   */
  public boolean forComponent(OrderId order, ComponentId id, Report report) {
    if (!isKnown(order, id)) {
      return false;
    }
    orders.lockRow(order);
    Component component = components.lock(id);
    boolean awaited =
        report.key().map(key -> key.endsWith(":" + Intent.of(component))).orElse(true)
            && (component.state() == ComponentState.PLANNED
                || component.state() == ComponentState.ACTIVATED);
    if (awaited) {
      take(component, report);
    }
    return awaited;
  }

  /** A stranger's order or component never will be known: nobody need try again. */
  private boolean isKnown(OrderId order, ComponentId id) {
    return orders.find(order).isPresent()
        && components.of(order).stream().anyMatch(component -> component.id().equals(id));
  }

  private void take(Component component, Report report) {
    report
        .reference()
        .ifPresent(
            reference ->
                records.save(records.of(component.id()).activated(Optional.of(reference))));
    if (!report.state().equals("active")) {
      records.save(
          records
              .of(component.id())
              .reported(
                  "the network reports "
                      + report.state()
                      + report.reason().map(reason -> ": " + reason).orElse("")));
    } else if (component.state() == ComponentState.PLANNED) {
      changes.take(component);
    }
  }
}
