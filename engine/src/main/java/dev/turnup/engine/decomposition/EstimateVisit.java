package dev.turnup.engine.decomposition;

import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what a visit takes that brings offerings which nobody has ordered yet. */
@UseCase
public final class EstimateVisit {

  /** No order has this number: the first is PO-1001. */
  private static final OrderId NONE = new OrderId("PO-1");

  private final Decisions decisions;
  private final Clock clock;

  public EstimateVisit(Decisions decisions, Clock clock) {
    this.decisions = decisions;
    this.clock = clock;
  }

  /** What the technician has to be able to do, and for how long they come. */
  public record Estimate(Set<String> skills, Duration duration) {}

  /**
   * By the newest tables, and as if nothing were installed there.
   *
   * @return empty if one of the offerings is unknown, or nobody has to come
   * @throws Decisions.Undecided if a table has no usable answer
   */
  public Optional<Estimate> forOfferings(List<String> offerings, String postalCode) {
    Decisions newest = decisions.newest();
    Catalogue catalogue = new Catalogue(newest, NONE);
    ProductOrder order = imagined(offerings, new Site("site", "", postalCode));
    Needs needs = Needs.of(order, new Items(order), catalogue);
    List<Specification> visited =
        needs.all().stream()
            .flatMap(
                need ->
                    nCopies(
                        need.quantity(), catalogue.lineOf(need.place().component()).specification())
                        .stream())
            .filter(Specification::siteVisit)
            .toList();
    if (!needs.findings().isEmpty() || visited.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Estimate(
            visited.stream().flatMap(each -> each.skill().stream()).collect(toUnmodifiableSet()),
            visited.stream().map(Specification::visitTime).reduce(Duration.ZERO, Duration::plus)));
  }

  private ProductOrder imagined(List<String> offerings, Site site) {
    List<OrderItem> items =
        offerings.stream()
            .map(
                offering ->
                    new OrderItem(
                        new ItemId(Integer.toString(offerings.indexOf(offering) + 1)),
                        Optional.empty(),
                        ItemAction.ADD,
                        Optional.empty(),
                        Optional.of(offering),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(site),
                        Optional.empty(),
                        Map.of(),
                        Set.of(),
                        ItemState.ACKNOWLEDGED))
            .toList();
    return new ProductOrder(
        new ProductOrder.Header(
            NONE,
            "",
            Optional.empty(),
            new Customer("", "", "standard", Optional.empty(), Optional.empty()),
            clock.instant(),
            Optional.empty(),
            Optional.empty()),
        OrderState.ACKNOWLEDGED,
        Optional.empty(),
        Optional.empty(),
        items,
        0);
  }
}
