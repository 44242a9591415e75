package dev.turnup.engine.delivery;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.PreviewDecomposition;
import dev.turnup.engine.decomposition.PreviewDecomposition.Preview;
import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.delivery.DrawPlan.Bundle;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decomposes, judges and plans an order as if it were accepted now, without keeping anything of it.
 * Nobody asks for capacity: the plan holds if there is room for everything at once. Not to be
 * called in a transaction, as outside systems are asked.
 */
@UseCase
public final class PreviewOrder {

  /** No order has this number: the first is PO-1001. */
  private static final OrderId NONE = new OrderId("PO-1");

  private final PreviewDecomposition previewDecomposition;
  private final PlanStart planStart;
  private final DrawPlan drawPlan;
  private final Decisions decisions;
  private final SiteClock siteClock;
  private final Clock clock;

  public PreviewOrder(
      PreviewDecomposition previewDecomposition,
      PlanStart planStart,
      DrawPlan drawPlan,
      Decisions decisions,
      SiteClock siteClock,
      Clock clock) {
    this.previewDecomposition = previewDecomposition;
    this.planStart = planStart;
    this.drawPlan = drawPlan;
    this.decisions = decisions;
    this.siteClock = siteClock;
    this.clock = clock;
  }

  /** What an order would be; the plan of one that is not valid is empty. */
  public record Previewed(Preview decomposition, Blueprint plan) {}

  /**
   * @throws Decisions.Undecided if a table has no usable answer
   */
  public Previewed of(OrderSubmission submission) {
    Preview decomposition =
        previewDecomposition.of(
            ProductOrder.acknowledged(NONE, submission, clock.instant()), submission.earlier());
    ProductOrder order = decomposition.order();
    List<Component> components =
        decomposition.components().stream()
            .map(component -> component.available(new Availability.NotNeeded()))
            .toList();
    order.planStart(planStart.startOf(order, components));
    return new Previewed(decomposition, drawPlan.of(order, components, bundles(order, components)));
  }

  private List<Bundle> bundles(ProductOrder order, List<Component> components) {
    Grouping.Terms terms = new CustomersTerms(order, components, decisions.newest(), siteClock);
    List<Bundle> bundles = new ArrayList<>();
    for (Group group : Grouping.of(components, components, terms)) {
      bundles.add(
          new Bundle(
              bundles.size() + 1,
              group.site(),
              group.readyDate(),
              Optional.empty(),
              group.components().stream().map(Component::id).toList()));
    }
    return bundles;
  }
}
