package dev.turnup.engine.activation;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Subject;
import java.util.Optional;

/** Whom and what a call for a component is about, as the rows say. */
public final class Subjects {

  private final Orders orders;

  public Subjects(Orders orders) {
    this.orders = orders;
  }

  /** With the site of the component's item. */
  public Subject of(Component component) {
    OrderItem item = orders.get(component.order()).item(component.item());
    return new Subject(
        component.order(),
        Optional.of(item.id()),
        Optional.of(component.id()),
        component.delivery(),
        item.site());
  }
}
