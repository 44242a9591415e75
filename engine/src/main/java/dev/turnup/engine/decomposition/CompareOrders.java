package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.OtherOrders.Named;
import dev.turnup.engine.decomposition.OtherOrders.Overlap;
import dev.turnup.engine.decomposition.OtherOrders.Sharing;
import dev.turnup.engine.decomposition.OtherOrders.Use;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares an order with others: those that it names, and those that are about the same. */
@UseCase
public final class CompareOrders {

  static final String DUPLICATE = "duplicate-order";

  private final OtherOrders otherOrders;

  public CompareOrders(OtherOrders otherOrders) {
    this.otherOrders = otherOrders;
  }

  /**
   * What stands in its way; until the transaction ends no other order of the customer is judged,
   * nor any that is about the same.
   *
   * @param components what it is made of
   * @param installed what is known of the products that it has to do with
   */
  public List<Finding> with(
      ProductOrder order,
      Collection<Component> components,
      Collection<InstalledProduct> installed) {
    List<Finding> found = new ArrayList<>(named(order.id()));
    otherOrders.judgeAlone(order.header().customer().id(), subjects(order, components, installed));
    found.addAll(overlapping(order, components, installed));
    return found;
  }

  /**
   * The same for what is no order yet; nobody is kept from being judged, and orders of others are
   * told without their numbers.
   */
  List<Finding> ahead(
      ProductOrder order,
      Set<OrderId> earlier,
      Collection<Component> components,
      Collection<InstalledProduct> installed) {
    List<Finding> found =
        new ArrayList<>(hindering(otherOrders.named(order.header().caller(), earlier)));
    List<Finding> overlapping = overlapping(order, components, installed);
    Set<OrderId> own =
        otherOrders
            .named(
                order.header().caller(),
                overlapping.stream().flatMap(each -> each.other().stream()).distinct().toList())
            .stream()
            .filter(named -> named.state().isPresent())
            .map(Named::id)
            .collect(toSet());
    overlapping.stream()
        .map(each -> each.other().filter(own::contains).isPresent() ? each : unnamed(each))
        .forEach(found::add);
    return found;
  }

  private static Finding unnamed(Finding finding) {
    return new Finding(finding.code(), finding.item(), "another order", finding.other());
  }

  private List<Finding> overlapping(
      ProductOrder order,
      Collection<Component> components,
      Collection<InstalledProduct> installed) {
    List<Finding> found = new ArrayList<>();
    otherOrders.addingTheSame(order).stream()
        .map(overlap -> about(overlap, DUPLICATE))
        .forEach(found::add);
    List<Overlap> same = otherOrders.aboutTheSame(order);
    same.stream()
        .map(overlap -> about(overlap, "product-being-" + done(overlap.action())))
        .forEach(found::add);
    Stream.concat(
            otherOrders.usingTheSame(order.id(), uses(components)).stream(),
            otherOrders.endingOne(order.id(), sharings(order, installed)).stream())
        .filter(overlap -> same.stream().noneMatch(overlap::isBetweenTheSame))
        .map(overlap -> about(overlap, "product-being-" + done(ItemAction.MODIFY)))
        .forEach(found::add);
    return found;
  }

  private static List<Use> uses(Collection<Component> components) {
    return components.stream()
        .flatMap(
            component ->
                component.installed().stream()
                    .map(
                        service ->
                            new Use(
                                component.item(),
                                service.reference(),
                                component.action() != ComponentAction.NONE)))
        .toList();
  }

  private static List<String> subjects(
      ProductOrder order,
      Collection<Component> components,
      Collection<InstalledProduct> installed) {
    return Stream.of(
            order.items().stream().flatMap(item -> item.product().stream()),
            uses(components).stream().map(Use::service),
            sharings(order, installed).stream().map(Sharing::product))
        .flatMap(each -> each)
        .toList();
  }

  /** What two orders end at once ends for neither, for each leaves it to the other. */
  private static List<Sharing> sharings(
      ProductOrder order, Collection<InstalledProduct> installed) {
    List<Sharing> sharings = new ArrayList<>();
    for (OrderItem item : order.items()) {
      if (item.action() == ItemAction.DELETE) {
        installed.stream()
            .filter(product -> item.product().equals(Optional.of(product.id())))
            .flatMap(product -> product.services().stream())
            .flatMap(service -> service.sharedWith().stream())
            .distinct()
            .map(other -> new Sharing(item.id(), other))
            .forEach(sharings::add);
      }
    }
    return sharings;
  }

  private List<Finding> named(OrderId id) {
    List<Named> named = otherOrders.namedBy(id);
    List<Finding> found = new ArrayList<>(hindering(named));
    if (!named.isEmpty()) {
      Map<OrderId, Set<OrderId>> waits = otherOrders.waits(id);
      Cycles.find(List.of(id), waits)
          .map(cycle -> cycle.stream().map(OrderId::value).collect(joining(" → ")))
          .map(path -> new Finding("cyclic-order-relation", Optional.empty(), path))
          .ifPresent(found::add);
    }
    return found;
  }

  private static List<Finding> hindering(List<Named> named) {
    List<Finding> found = new ArrayList<>();
    for (Named other : named) {
      if (other.state().isEmpty() || other.deleted()) {
        found.add(about(other, "unknown-earlier-order"));
      } else {
        unsuccessful(other).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Whether it waits for all of these already. */
  boolean waitsFor(OrderId id, Set<OrderId> earlier) {
    return otherOrders.waits(id).getOrDefault(id, Set.of()).containsAll(earlier);
  }

  /**
   * Lets an order wait for others because of what they are about; none ends its wait.
   *
   * @return false if one of them has ended meanwhile
   */
  boolean letWait(OrderId id, Set<OrderId> earlier) {
    return otherOrders.letWait(id, earlier).containsAll(earlier);
  }

  /** Of the orders that it names, those that must still end. */
  List<OrderId> openBefore(OrderId id) {
    return otherOrders.namedBy(id).stream().filter(Named::isOpen).map(Named::id).toList();
  }

  /** Of the orders that it names, those that have ended without success. */
  List<Finding> unsuccessfulBefore(OrderId id) {
    return otherOrders.namedBy(id).stream().flatMap(other -> unsuccessful(other).stream()).toList();
  }

  private static Optional<Finding> unsuccessful(Named other) {
    return other
        .state()
        .filter(state -> state.isFinal() && state != OrderState.COMPLETED)
        .map(state -> about(other, "earlier-order-" + state.tmfName()));
  }

  private static Finding about(Named other, String code) {
    return new Finding(
        code, Optional.empty(), "order " + other.id(), other.state().map(known -> other.id()));
  }

  private static String done(ItemAction action) {
    return switch (action) {
      case ADD -> "added";
      case MODIFY -> "modified";
      case DELETE -> "deleted";
      case NO_CHANGE -> "kept";
    };
  }

  private static Finding about(Overlap overlap, String code) {
    return new Finding(
        code,
        Optional.of(overlap.item()),
        "order " + overlap.order() + ", item " + overlap.other(),
        Optional.of(overlap.order()));
  }
}
