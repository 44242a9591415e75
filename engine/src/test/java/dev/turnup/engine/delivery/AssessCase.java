package dev.turnup.engine.delivery;

import static dev.turnup.engine.Planning.MONDAY;
import static dev.turnup.engine.Planning.item;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.Optional;

/** Orders whose delivery is looked at before anything is done for it. */
abstract class AssessCase {

  final Planning planning = new Planning();

  OrderId shortage() {
    OrderId order = planning.decomposed(item("1", "internet-300"));
    planning.room(order, "access-line", MONDAY);
    planning.noRoom(order, "internet-access");
    return order;
  }

  void move(OrderId order, String component, Optional<LocalDate> to) {
    Component moved = planning.the(order, component);
    planning.moveCapacity(
        moved.site(), moved.specification().capacity().orElseThrow().resource(), to);
  }
}
