package dev.turnup.engine.cancellation;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.Kind;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OutboundCalls.Begun;
import dev.turnup.engine.order.ProductOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What undoing an order takes, by what was done for its components outside. Undone is what is
 * active and nobody uses yet: it is switched off from afar. What the customer uses, or a technician
 * would have to fetch, is ended by an order of its own.
 *
 * @param hindrance why it cannot be undone; empty if it can
 * @param charged what it costs something for
 */
record Undoing(Optional<String> hindrance, List<Component> charged) {

  private static final String SWITCHED_OFF = "switched off already";
  private static final String PAST_RETURN = "past the point of no return";
  private static final String SWITCHED_ON = "switched on already";
  private static final String BEGUN = "begun already and cannot be taken back";

  /**
   * @param sent the calls that cannot be taken back
   */
  static Undoing of(ProductOrder order, List<Component> all, List<Begun> sent) {
    Map<String, List<Component>> hindrances = new LinkedHashMap<>();
    List<Component> charged = new ArrayList<>();
    for (Component component : all) {
      if (component.isBegun()) {
        Optional<String> hindrance = hindrance(order, component);
        hindrance.ifPresent(
            why -> hindrances.computeIfAbsent(why, w -> new ArrayList<>()).add(component));
        if (hindrance.isEmpty() && component.isCancelledAtAPrice()) {
          charged.add(component);
        }
      }
    }
    List<String> whys = new ArrayList<>();
    hindrances.forEach((why, those) -> whys.add(why + ": " + Names.of(those)));
    Map<String, Component> byId =
        all.stream().collect(toMap(component -> component.id().toString(), identity()));
    for (Begun call : sent) {
      Optional<Component> subject = Optional.ofNullable(byId.get(call.subject()));
      if (subject.isEmpty()) {
        whys.add(BEGUN + ": " + call.topic());
      } else if (!subject.get().isBegun()) {
        begun(subject.get(), call, whys, charged);
      }
    }
    return new Undoing(
        whys.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", whys)),
        charged.stream().distinct().toList());
  }

  /** What was switched on and can be switched off again, what relies on others first. */
  static List<Component> switchedOn(ProductOrder order, List<Component> dependantsFirst) {
    return dependantsFirst.stream()
        .filter(component -> component.isBegun() && hindrance(order, component).isEmpty())
        .filter(c -> !c.specification().reversal().equals(Specification.NOTHING_TO_UNDO))
        .toList();
  }

  private static Optional<String> hindrance(ProductOrder order, Component component) {
    if (component.action() == ComponentAction.CEASE) {
      return Optional.of(SWITCHED_OFF);
    }
    if (component.isPastReturn()) {
      return Optional.of(PAST_RETURN);
    }
    return component.action() == ComponentAction.ADD
            && component.state() == ComponentState.ACTIVE
            && !component.specification().billable()
            && order.item(component.item()).state() != ItemState.COMPLETED
            && !isFetched(component)
        ? Optional.empty()
        : Optional.of(SWITCHED_ON);
  }

  private static boolean isFetched(Component component) {
    return component.needsVisit() && component.specification().kind() == Kind.RESOURCE;
  }

  /** Something was sent for it, and it has not come of it yet. */
  private static void begun(
      Component component, Begun call, List<String> whys, List<Component> charged) {
    PointOfNoReturn point = component.specification().pointOfNoReturn();
    if (point == PointOfNoReturn.HARD) {
      whys.add(PAST_RETURN + ": " + component.name());
    } else if (!component.specification().reversal().equals(Specification.NOTHING_TO_UNDO)) {
      whys.add(BEGUN + ": " + component.name() + " (" + call.topic() + ")");
    } else if (point == PointOfNoReturn.SOFT) {
      charged.add(component);
    }
  }
}
