package dev.turnup.engine.cancellation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;

/**
 * Foretells what would become of a cancellation that is asked for now, as far as the order itself
 * says it: whether other orders use it is found out when it is assessed. Decides nothing.
 */
@UseCase
public final class ForetellCancellation {

  private final Orders orders;
  private final Components components;
  private final OutboundCalls outboundCalls;

  public ForetellCancellation(Orders orders, Components components, OutboundCalls outboundCalls) {
    this.orders = orders;
    this.components = components;
    this.outboundCalls = outboundCalls;
  }

  /**
   * How it would be answered.
   *
   * @param hindrance why the order would not be cancelled; empty if it would
   * @param charged what that would cost something for; empty if it costs nothing
   */
  public record Foretold(Optional<String> hindrance, String charged) {}

  public Foretold of(OrderId id) {
    List<Component> all = components.of(id);
    Undoing undoing = Undoing.of(orders.get(id), all, outboundCalls.irrevocable(id));
    return new Foretold(undoing.hindrance(), Names.of(undoing.charged()));
  }
}
