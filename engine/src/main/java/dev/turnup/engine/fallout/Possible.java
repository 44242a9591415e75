package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.delivery.CancelComponents;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.OutboundCalls.Begun;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What may still be done with components that fell out. */
@UseCase
public final class Possible {

  private static final String OPERATION = ".perform-operation";

  private final CancelComponents cancelComponents;
  private final ServiceRecords records;
  private final OutboundCalls outboundCalls;

  public Possible(
      CancelComponents cancelComponents, ServiceRecords records, OutboundCalls outboundCalls) {
    this.cancelComponents = cancelComponents;
    this.records = records;
    this.outboundCalls = outboundCalls;
  }

  boolean change(Component component) {
    return component.isOpen()
        && component.action() != ComponentAction.CEASE
        && !component.characteristics().isEmpty()
        && !isPastReturn(component);
  }

  /** Whether another one may be made in its place. */
  boolean replacement(Component component) {
    return component.action() == ComponentAction.ADD
        && component.state() == ComponentState.PLANNED
        && component.delivery().isPresent()
        && !isPastReturn(component)
        && maybeSwitchedOn(component, outboundCalls.unknownInNetwork(component.order())).isEmpty();
  }

  /** Whether so much was done for it, by a model of an analyst perhaps, that it stays as it is. */
  boolean isPastReturn(Component component) {
    return component.isPastReturn()
        || isHard(component) && operatedOn(component.order()).contains(component.id().toString());
  }

  /**
   * What is given up.
   *
   * @param components those that are, with all that relies on them
   * @param inTheWay the first that cannot be; empty if all can
   */
  record Cancellation(List<Component> components, Optional<String> inTheWay) {}

  Cancellation cancellation(OrderId order, List<Component> unwanted) {
    List<Component> going = cancelComponents.goingWith(order, unwanted);
    Set<String> operatedOn =
        going.stream().anyMatch(Possible::isHard) ? operatedOn(order) : Set.of();
    Set<String> unknown = outboundCalls.unknownInNetwork(order);
    Optional<String> ended =
        unwanted.stream().filter(Possible::endsABill).map(Possible::stays).findFirst();
    return new Cancellation(
        going,
        ended.or(
            () ->
                Stream.concat(unwanted.stream(), going.stream())
                    .flatMap(
                        component ->
                            inTheWay(component, operatedOn)
                                .or(() -> maybeSwitchedOn(component, unknown))
                                .stream())
                    .findFirst()));
  }

  private static boolean isHard(Component component) {
    return component.specification().pointOfNoReturn() == PointOfNoReturn.HARD;
  }

  private Set<String> operatedOn(OrderId order) {
    return outboundCalls.irrevocable(order).stream()
        .filter(begun -> begun.topic().endsWith(OPERATION))
        .map(Begun::subject)
        .collect(toSet());
  }

  /**
   * What is proved to work is never left unbilled, so it cannot be given up any more. What is
   * switched on would stay on, and its capacity be given to others: the network must have said that
   * it is off.
   */
  private Optional<String> inTheWay(Component component, Set<String> operatedOn) {
    boolean hard = isHard(component);
    boolean possible =
        switch (component.state()) {
          case PLANNED -> !hard || !operatedOn.contains(component.id().toString());
          case ACTIVATED -> !hard;
          case DEACTIVATED, CANCELLED -> true;
          case VERIFIED, ACTIVE, CEASED -> false;
        };
    if (!possible) {
      return Optional.of(stays(component));
    }
    return component.state() == ComponentState.ACTIVATED && !isOff(component)
        ? Optional.of(
            component.name()
                + (component.action() == ComponentAction.MODIFY
                    ? " is changed in the network already: change it back and retry."
                    : " is switched on, as far as the network has said: retry, which asks whether"
                        + " it works; what does not can be cancelled."))
        : Optional.empty();
  }

  /** What was asked of the network without an answer may be on: given up, nobody would bill it. */
  private Optional<String> maybeSwitchedOn(Component component, Set<String> unknown) {
    return component.state() == ComponentState.PLANNED
            && unknown.contains(component.id().toString())
            && !isOff(component)
        ? Optional.of(
            component.name()
                + " may be switched on or changed by now, for all that the network has said: retry,"
                + " which asks first; what is off can be given up.")
        : Optional.empty();
  }

  private static String stays(Component component) {
    return component.name()
        + " is "
        + (component.state() == ComponentState.PLANNED ? "begun" : component.state().code())
        + " and cannot be cancelled any more; mend the cause and retry.";
  }

  /** It may be billed no more already. */
  private static boolean endsABill(Component component) {
    return component.action() == ComponentAction.CEASE
        && component.specification().billable()
        && component.state() != ComponentState.CANCELLED;
  }

  private boolean isOff(Component component) {
    return component.specification().reversal().equals(Specification.NOTHING_TO_UNDO)
        || component.action() == ComponentAction.ADD
            && records.of(component.id()).network().active().filter(active -> !active).isPresent();
  }
}
