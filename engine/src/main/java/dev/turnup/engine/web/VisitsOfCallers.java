package dev.turnup.engine.web;

import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UnknownOrder;
import dev.turnup.engine.scheduling.FindVisits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds the one delivery whose visit a request means. */
@Component
class VisitsOfCallers {

  private final Orders orders;
  private final FindVisits findVisits;

  VisitsOfCallers(Orders orders, FindVisits findVisits) {
    this.orders = orders;
    this.findVisits = findVisits;
  }

  /**
   * @param delivery its id, which is needed only where several of the order want a visit
   * @param onlyOf the caller whose orders are meant; all if empty
   * @throws UnknownOrder if there is none, or it is somebody else's
   * @throws RequestRefused if no delivery of it, or more than one, is meant
   */
  Delivery one(OrderId id, Optional<String> delivery, Optional<String> onlyOf) {
    ProductOrder order =
        orders
            .find(id)
            .filter(found -> onlyOf.filter(who -> !who.equals(found.header().caller())).isEmpty())
            .orElseThrow(() -> new UnknownOrder(id));
    List<Delivery> visited = findVisits.ofOrder(order.id());
    List<Delivery> meant =
        visited.stream()
            .filter(each -> delivery.filter(named -> !named.equals(each.id().toString())).isEmpty())
            .toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (meant.isEmpty()) {
      throw conflict(
          "no-visit",
          delivery
              .map(
                  named ->
                      "delivery %s of order %s wants no visit"
                          .formatted(ListRequest.shown(named), id))
              .orElse("order " + id + " wants no visit"),
          "What is not planned yet, and what is installed already, has none.");
    }
    throw conflict(
        "several-visits",
        "order " + id + " wants " + meant.size() + " visits",
        meant.stream()
            .map(each -> each.id() + " (delivery " + each.number() + ")")
            .collect(
                Collectors.joining(
                    ", ", "Name one in relatedEntity, with @referredType Delivery: ", ".")));
  }

  private static RequestRefused conflict(String code, String reason, String remedy) {
    return new RequestRefused(new Problem(HttpStatus.CONFLICT, code, reason, remedy));
  }
}
