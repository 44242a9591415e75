package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.IllegalMove;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service or resource that must be made to exist so that an item is fulfilled.
 *
 * @param item the item it was made for; what several items of a site share belongs to the first
 * @param delivery what brings it to the customer; empty before the plan is made
 * @param site the id of the place where it lives; empty for what has no place
 * @param characteristics those of its item, as text by name
 * @param action what is to become of it
 * @param installed the service that it is already; empty if it is to be added
 * @param needs what it relies on, and the state that each must have reached before it
 * @param round counts the intents: it rises when something else is wanted for the component than
 *     before, so that calls for it are not repetitions
 * @param version how many changes its row has seen
 */
public record Component(
    ComponentId id,
    OrderId order,
    ItemId item,
    ComponentAction action,
    Optional<Installed> installed,
    Optional<DeliveryId> delivery,
    Specification specification,
    Optional<String> site,
    Map<String, String> characteristics,
    Map<ComponentId, ComponentState> needs,
    ComponentState state,
    Availability availability,
    int round,
    int version) {

  /** The name of its specification, {@code internet-access}. */
  public String name() {
    return specification.name();
  }

  /** What must have come as far as it {@link #needs} before it. */
  public Set<ComponentId> reliesOn() {
    return needs.keySet();
  }

  /** Whom and what a call for this component is about. */
  public Subject subjectIn(ProductOrder itsOrder) {
    return new Subject(order, Optional.of(item), Optional.of(id), delivery, itsOrder.siteOf(item));
  }

  /** Whether something has still to be done for it. */
  public boolean isOpen() {
    return !state.isFinal();
  }

  /** Whether the network did something for it, which would have to be undone. */
  public boolean isBegun() {
    return switch (state) {
      case ACTIVATED, VERIFIED, DEACTIVATED, CEASED -> true;
      case ACTIVE -> action != ComponentAction.NONE;
      case PLANNED, CANCELLED -> false;
    };
  }

  /** Whether so much was done for it that it may neither be changed nor be cancelled. */
  public boolean isPastReturn() {
    return isBegun() && specification.pointOfNoReturn() == PointOfNoReturn.HARD;
  }

  /** Whether so much was done for it that it costs to cancel it. */
  public boolean isCancelledAtAPrice() {
    return isBegun() && specification.pointOfNoReturn() == PointOfNoReturn.SOFT;
  }

  /**
   * What undoes it, as a component of its own, once it is active.
   *
   * @param service what it is by now
   */
  public Component undoneBy(ComponentId other, Installed service) {
    return new Component(
        other,
        order,
        item,
        ComponentAction.CEASE,
        Optional.of(service),
        delivery,
        specification,
        site,
        characteristics,
        Map.of(),
        ComponentState.PLANNED,
        new Availability.NotNeeded(),
        1,
        0);
  }

  /**
   * What is to become of it, as a component of its own that nothing was done for yet.
   *
   * @param as what it is to be
   * @param others what it relies on
   */
  public Component madeAnew(
      ComponentId other, Specification as, Map<ComponentId, ComponentState> others) {
    Component planned =
        new Component(
            other,
            order,
            item,
            action,
            installed,
            Optional.empty(),
            as,
            site,
            characteristics,
            Map.copyOf(others),
            ComponentState.PLANNED,
            new Availability.NotNeeded(),
            1,
            0);
    return planned.toReserve().isPresent()
        ? planned.available(new Availability.Unchecked())
        : planned;
  }

  /** Whether it was active before the order, or has become so, or ended, by it. */
  public boolean isDone() {
    return state == ComponentState.ACTIVE || state == ComponentState.CEASED;
  }

  /**
   * Whether a technician has to come for it. Of what ends only equipment is fetched: a line stays
   * in the ground.
   */
  public boolean needsVisit() {
    return specification.siteVisit()
        && switch (action) {
          case ADD, MODIFY -> true;
          case CEASE -> specification.kind() == Specification.Kind.RESOURCE;
          case NONE -> false;
        };
  }

  /** The capacity that has to be held for it: what it takes beyond what it has already. */
  public Optional<CapacityNeed> toReserve() {
    int held = installed.flatMap(Installed::units).orElse(0);
    return switch (action) {
      case ADD, MODIFY ->
          specification
              .capacity()
              .filter(need -> need.units() > held)
              .map(need -> new CapacityNeed(need.resource(), need.units() - held));
      case CEASE, NONE -> Optional.empty();
    };
  }

  /**
   * The capacity that an installed one takes all in all when it is changed, if that is more or less
   * than before; what it takes no longer is free then.
   */
  public Optional<CapacityNeed> takesAnew() {
    Optional<Integer> before = installed.flatMap(Installed::units);
    return specification
        .capacity()
        .filter(need -> before.filter(units -> units != need.units()).isPresent());
  }

  /** Whether what it is charged begins with it: what stays as it is is charged as before. */
  public boolean startsBill() {
    return specification.billable()
        && (action == ComponentAction.ADD || action == ComponentAction.MODIFY);
  }

  /**
   * The component moved on; to the state that it is in already changes nothing.
   *
   * @throws IllegalMove if the diagram has no such arrow
   */
  public Component in(ComponentState next) {
    if (state == next) {
      return this;
    }
    if (!state.canMoveTo(next)) {
      throw new IllegalMove("component " + name() + " (" + id + ")", state.code(), next.code());
    }
    return with(delivery, characteristics, next, availability, round);
  }

  public Component available(Availability next) {
    return with(delivery, characteristics, state, next, round);
  }

  /** The same with a new intent: what was asked for it was refused, and is not repeated. */
  public Component inNextRound() {
    return with(delivery, characteristics, state, availability, round + 1);
  }

  public Component deliveredBy(DeliveryId next) {
    return with(Optional.of(next), characteristics, state, availability, round);
  }

  Component needing(Map<ComponentId, ComponentState> others) {
    return new Component(
        id,
        order,
        item,
        action,
        installed,
        delivery,
        specification,
        site,
        characteristics,
        Map.copyOf(others),
        state,
        availability,
        round,
        version);
  }

  /**
   * The component as it is to be made from now on, in a new round, planned again.
   *
   * @throws IllegalMove if it is active or given up
   */
  public Component changed(Map<String, String> nextCharacteristics) {
    Component planned = in(ComponentState.PLANNED);
    return planned.with(delivery, nextCharacteristics, planned.state, availability, round + 1);
  }

  private Component with(
      Optional<DeliveryId> nextDelivery,
      Map<String, String> nextCharacteristics,
      ComponentState nextState,
      Availability nextAvailability,
      int nextRound) {
    return new Component(
        id,
        order,
        item,
        action,
        installed,
        nextDelivery,
        specification,
        site,
        nextCharacteristics,
        needs,
        nextState,
        nextAvailability,
        nextRound,
        version);
  }

  /**
   * A service that is there already.
   *
   * @param reference the inventory's own id
   * @param networkReference the network's own id
   * @param units how much it takes already of what it takes capacity of; empty if nobody has noted
   *     it
   */
  public record Installed(String reference, String networkReference, Optional<Integer> units) {}
}
