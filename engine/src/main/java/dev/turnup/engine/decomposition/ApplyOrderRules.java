package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.decomposition.OrderRules.Judged;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides whether an order can be fulfilled as it is, after a repair, or never. */
@UseCase
public final class ApplyOrderRules {

  private final Orders orders;
  private final Components components;
  private final Findings findings;
  private final InstalledProducts installedProducts;
  private final CompareOrders compareOrders;
  private final Decisions decisions;
  private final Timeline timeline;
  private final Notes notes;
  private final Clock clock;

  public ApplyOrderRules(
      Orders orders,
      Components components,
      Findings findings,
      InstalledProducts installedProducts,
      CompareOrders compareOrders,
      Decisions decisions,
      Timeline timeline,
      Notes notes,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.findings = findings;
    this.installedProducts = installedProducts;
    this.compareOrders = compareOrders;
    this.decisions = decisions;
    this.timeline = timeline;
    this.notes = notes;
    this.clock = clock;
  }

  /** How the rules judge an order, the gravest last. */
  public enum Verdict {
    VALID,
    /** Another order has to end first; then it is looked at anew. */
    WAITING,
    REPAIRABLE,
    INVALID;

    /** {@code valid}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param componentsToCheck what capacity must be asked for; empty unless valid
   * @param repair what the order desk has to do, if the order is repairable
   */
  public record Ruling(
      Verdict verdict, List<ComponentId> componentsToCheck, Optional<CaseFile> repair) {}

  /** Moves a valid order on, lets a repairable one wait; an invalid one is not touched. */
  public Ruling forOrder(OrderId id) {
    ProductOrder order = orders.lock(id);
    findings.add(id, compareOrders.with(order, components.of(id), installedProducts.of(id)));
    OrderRules rules = OrderRules.of(decisions, order, findings.of(id));
    Set<OrderId> earlier = rules.verdict() == Verdict.WAITING ? rules.earlier() : Set.of();
    boolean isNews = !earlier.isEmpty() && !compareOrders.waitsFor(id, earlier);
    if (!compareOrders.letWait(id, earlier)) {
      throw new StaleVersion("what order " + id + " waits for");
    }
    return switch (rules.verdict()) {
      case VALID -> valid(order, rules);
      case WAITING -> waiting(order, rules, isNews);
      case REPAIRABLE -> repairable(order, rules);
      case INVALID -> new Ruling(Verdict.INVALID, List.of(), Optional.empty());
    };
  }

  private Ruling valid(ProductOrder order, OrderRules rules) {
    List<Component> all = components.of(order.id());
    if (all.isEmpty() && !rules.judged().isEmpty()) {
      throw new Undecided("order-rules accepts what nothing can be made of: " + rules.accepted());
    }
    order.moveAllTo(OrderState.IN_PROGRESS, clock.instant());
    orders.update(order);
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.DECOMPOSED, "Order decomposed: " + Names.of(all))
            .remarking(rules.accepted()));
    List<OrderId> earlier = compareOrders.openBefore(order.id());
    if (!earlier.isEmpty()) {
      tellWait(order.id(), "Order starts after " + listed(earlier), "", earlier);
    }
    return new Ruling(
        Verdict.VALID,
        all.stream()
            .filter(component -> component.toReserve().isPresent())
            .map(Component::id)
            .toList(),
        Optional.empty());
  }

  private Ruling waiting(ProductOrder order, OrderRules rules, boolean isNews) {
    order.moveAllTo(OrderState.PENDING, clock.instant());
    orders.update(order);
    if (isNews) {
      tellWait(
          order.id(), "Order waits for " + listed(rules.earlier()), rules.why(), rules.earlier());
    }
    return new Ruling(Verdict.WAITING, List.of(), Optional.empty());
  }

  private Ruling repairable(ProductOrder order, OrderRules rules) {
    order.moveAllTo(OrderState.PENDING, clock.instant());
    orders.update(order);
    timeline.add(
        order.id(),
        TimelineEntry.of(EventKind.REPAIR_NEEDED, "Order needs repair").remarking(rules.why()));
    rules.judged().stream()
        .filter(each -> each.verdict() == Verdict.REPAIRABLE)
        .map(Judged::finding)
        .filter(finding -> finding.item().isPresent())
        .forEach(finding -> ask(order.id(), finding.item().get(), finding));
    return new Ruling(
        Verdict.REPAIRABLE,
        List.of(),
        Optional.of(
            CaseFile.about(
                order,
                rules.why(),
                "Correct what is wrong, or give the order up: it is cancelled then.")));
  }

  private void tellWait(OrderId id, String text, String why, Collection<OrderId> earlier) {
    TimelineEntry waiting =
        TimelineEntry.of(EventKind.WAITING, text).remarking(why).with("earlier", listed(earlier));
    timeline.add(id, waiting);
    notes.add(id, waiting.told());
  }

  private static String listed(Collection<OrderId> orders) {
    return orders.stream().map(OrderId::value).sorted().collect(joining(", "));
  }

  private void ask(OrderId order, ItemId item, Finding finding) {
    finding
        .attribute()
        .ifPresent(
            attribute ->
                timeline.add(
                    order,
                    TimelineEntry.of(
                            EventKind.INFORMATION_REQUIRED, "Item " + item + " needs " + attribute)
                        .about(item)
                        .with("fieldPath", attribute)));
  }
}
