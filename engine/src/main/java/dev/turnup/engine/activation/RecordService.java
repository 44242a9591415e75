package dev.turnup.engine.activation;

import dev.turnup.engine.activation.ServiceInventory.Entry;
import dev.turnup.engine.activation.ServiceInventory.Product;
import dev.turnup.engine.activation.ServiceInventory.Recording;
import dev.turnup.engine.activation.ServiceRecord.NetworkSays;
import dev.turnup.engine.capacity.Reservation;
import dev.turnup.engine.capacity.Reservations;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Enters a proved service into the inventory, which makes the component active. */
@UseCase
public final class RecordService extends ComponentEffect<Recording, Entry>
    implements Vouched<Recording, Entry> {

  private final Orders orders;
  private final Components components;
  private final ServiceRecords records;
  private final Reservations reservations;
  private final ServiceInventory inventory;
  private final Timeline timeline;

  public RecordService(
      Orders orders,
      Components components,
      ServiceRecords records,
      Reservations reservations,
      ServiceInventory inventory,
      Timeline timeline) {
    super(orders, components);
    this.orders = orders;
    this.components = components;
    this.records = records;
    this.reservations = reservations;
    this.inventory = inventory;
    this.timeline = timeline;
  }

  /**
   * @throws IllegalStateException if the service is not proved: the model must not come here then
   */
  @Override
  protected Recording requestFor(Component component, ProductOrder order) {
    NetworkSays network = records.of(component.id()).network();
    return new Recording(
        component.subjectIn(order),
        component.name(),
        component.specification().kind().code(),
        component.characteristics(),
        network
            .since()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "component "
                            + component.name()
                            + " ("
                            + component.id()
                            + ") is not proved to work")),
        component.reliesOn().stream().filter(other -> isMade(components.get(other))).toList(),
        installedWith(component),
        reservationOf(component.id()),
        network.reference(),
        product(order, order.item(component.item())),
        sharedWith(component, order.productOf(component.item())));
  }

  private static boolean isMade(Component component) {
    return component.installed().isEmpty();
  }

  /**
   * The services that were there before and are part of its product from now on: those that its
   * item uses, and those that it runs over by whatever way.
   */
  private List<String> installedWith(Component component) {
    Map<ComponentId, Component> with = new HashMap<>();
    components.of(component.order(), component.item()).forEach(own -> with.put(own.id(), own));
    Deque<ComponentId> left = new ArrayDeque<>(List.of(component.id()));
    Set<ComponentId> seen = new HashSet<>(left);
    while (!left.isEmpty()) {
      for (Component other : components.prerequisitesOf(left.pop())) {
        with.put(other.id(), other);
        if (seen.add(other.id())) {
          left.push(other.id());
        }
      }
    }
    return with.values().stream()
        .filter(other -> other.action() != ComponentAction.CEASE)
        .flatMap(other -> other.installed().stream())
        .map(Component.Installed::reference)
        .sorted()
        .toList();
  }

  /** The reference of the capacity that is held for it. */
  Optional<String> reservationOf(ComponentId id) {
    return reservations
        .of(id)
        .filter(reservation -> reservation.state() == Reservation.State.RESERVED)
        .map(Reservation::reference);
  }

  /**
   * The products of the other items for which something runs over the component; a customer-facing
   * service is nobody else's.
   */
  private List<String> sharedWith(Component component, String own) {
    if (component.specification().kind() == Specification.Kind.CFS) {
      return List.of();
    }
    return components.allDependantsOf(component.id()).stream()
        .map(Component::item)
        .filter(item -> !item.equals(component.item()))
        .distinct()
        .map(item -> orders.around(component.order(), item).productOf(item))
        .filter(product -> !product.equals(own))
        .distinct()
        .toList();
  }

  static Product product(ProductOrder order, OrderItem item) {
    return new Product(
        order.productOf(item.id()),
        item.offering(),
        order.header().customer().id(),
        item.account(),
        item.characteristics());
  }

  @Override
  public CompletionStage<Outcome<Entry>> call(CallKey key, Recording request) {
    return inventory.recordService(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<Entry>>> find(CallKey key, Recording request) {
    return inventory.findRecording(key, request.subject());
  }

  /** Before it is billed the inventory is asked all the same. */
  @Override
  public Entry done(CallKey key, Recording request, String reference) {
    return new Entry(reference, true, Optional.empty());
  }

  @Override
  protected StepResult record(Component component, Entry entry) {
    records.save(records.of(component.id()).found(Optional.of(entry)));
    if (!entry.active()) {
      return StepResult.fellOut(
          new Failure("inventory", "not-recorded", "the inventory does not have it as active"));
    }
    return switch (component.state()) {
      case ACTIVE -> StepResult.done();
      case VERIFIED -> active(component);
      case PLANNED, ACTIVATED, DEACTIVATED, CEASED, CANCELLED ->
          StepResult.fellOut(
              Intent.dropped(component, "inventory", "the inventory has it as active"));
    };
  }

  private StepResult active(Component component) {
    reservations
        .of(component.id())
        .filter(reservation -> reservation.state() == Reservation.State.RESERVED)
        .ifPresent(reservation -> reservations.update(reservation.in(Reservation.State.USED)));
    timeline.add(
        component.order(),
        TimelineEntry.of(EventKind.RECORDED, component.name() + " recorded in the inventory")
            .about(component.item())
            .about(component.id()));
    // last: whoever decides to wait for this component holds its row until it has subscribed
    components.update(List.of(components.lock(component.id()).in(ComponentState.ACTIVE)));
    return StepResult.done();
  }
}
