package dev.turnup.engine.web;

import dev.turnup.engine.decomposition.EstimateVisit;
import dev.turnup.engine.decomposition.EstimateVisit.Estimate;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UnknownOrder;
import dev.turnup.engine.scheduling.FindVisits;
import dev.turnup.engine.scheduling.SearchSlots.Described;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Finds out which visit a request means: that of a delivery, or one that is described. */
@Component
class VisitsOfCallers {

  private final Orders orders;
  private final FindVisits findVisits;
  private final EstimateVisit estimateVisit;

  VisitsOfCallers(Orders orders, FindVisits findVisits, EstimateVisit estimateVisit) {
    this.orders = orders;
    this.findVisits = findVisits;
    this.estimateVisit = estimateVisit;
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

  /**
   * The visit that a request describes, as there is no order yet.
   *
   * @throws RequestRefused if too little is told of it, or nobody would come
   */
  Described described(SentVisit sent) {
    String postalCode = sent.postalCode().orElseThrow(VisitsOfCallers::tooLittle);
    Optional<Estimate> estimate = estimateFor(sent.offerings(), postalCode);
    Set<String> skills = new HashSet<>(sent.skills());
    estimate.map(Estimate::skills).ifPresent(skills::addAll);
    return new Described(
        postalCode,
        skills,
        sent.duration()
            .or(() -> estimate.map(Estimate::duration))
            .orElseThrow(VisitsOfCallers::tooLittle));
  }

  private Optional<Estimate> estimateFor(List<String> offerings, String postalCode) {
    if (offerings.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          estimateVisit
              .forOfferings(offerings, postalCode)
              .orElseThrow(
                  () ->
                      conflict(
                          "no-visit",
                          "nobody would come for "
                              + ListRequest.shown(String.join(", ", offerings)),
                          "Either it is no offering, or no visit is needed for it.")));
    } catch (Undecided undecided) {
      throw RequestRefused.undecided(undecided);
    }
  }

  private static RequestRefused tooLittle() {
    return RequestRefused.malformed(
        "invalid-appointment",
        "it is not told which visit is meant",
        "Name an order in relatedEntity, with @referredType ProductOrder; or say relatedPlace.postcode"
            + " and name a ProductOffering, or visitMinutes and every Skill that it takes.");
  }

  private static RequestRefused conflict(String code, String reason, String remedy) {
    return new RequestRefused(new Problem(HttpStatus.CONFLICT, code, reason, remedy));
  }
}
