package dev.turnup.engine.web;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.Blueprint;
import dev.turnup.engine.delivery.Blueprint.PlannedComponent;
import dev.turnup.engine.delivery.Blueprint.PlannedDelivery;
import dev.turnup.engine.delivery.Blueprint.Span;
import dev.turnup.engine.delivery.PlanVersion;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.OrderPlans;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plan as programs see it: what does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownPlan(
    @Nullable String order,
    @Nullable Integer version,
    @Nullable Integer newestVersion,
    @Nullable String madeAt,
    @Nullable String why,
    @Nullable String start,
    @Nullable String projectedEnd,
    List<ShownDelivery> deliveries,
    List<ShownComponent> components) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownDelivery(
      int number,
      @Nullable String site,
      @Nullable String state,
      @Nullable String readyDate,
      @Nullable String solvedDate,
      @Nullable String earliestStart,
      @Nullable String earliestEnd,
      @Nullable ShownVisit visit) {}

  /** A technician's visit, held, booked or done. */
  record ShownVisit(String state, String start, String end) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownComponent(
      String id,
      String name,
      @Nullable String kind,
      @Nullable String action,
      @Nullable String item,
      @Nullable String site,
      @Nullable Integer delivery,
      @Nullable String state,
      @Nullable String capacity,
      @Nullable String availableFrom,
      long leadTimeHours,
      @Nullable String earliestStart,
      @Nullable String earliestEnd,
      boolean critical,
      List<ShownNeed> reliesOn) {}

  /** Another component of the plan, and the state that it must have reached before. */
  record ShownNeed(String component, String name, String needs) {}

  /** What is known of a component besides its plan. */
  record Facts(
      String kind,
      String action,
      Optional<String> state,
      String capacity,
      Optional<LocalDate> availableFrom) {}

  /**
   * @param now what has become of it; an older plan may lack what came later
   */
  static ShownPlan of(PlanVersion plan, OrderPlans.Plan now) {
    Map<ComponentId, Facts> facts =
        now.components().stream()
            .collect(
                toMap(
                    OrderPlans.Component::id,
                    each ->
                        new Facts(
                            each.kind(),
                            each.action(),
                            Optional.of(each.state()),
                            each.availability(),
                            each.availableFrom())));
    Map<Integer, OrderPlans.Delivery> deliveries =
        now.deliveries().stream().collect(toMap(OrderPlans.Delivery::number, Function.identity()));
    return new ShownPlan(
        plan.order().value(),
        plan.version(),
        plan.newest(),
        plan.madeAt().toString(),
        plan.why().code(),
        text(plan.blueprint().start()),
        text(plan.blueprint().projectedEnd()),
        plan.blueprint().deliveries().stream()
            .map(each -> shown(each, Optional.ofNullable(deliveries.get(each.number()))))
            .toList(),
        components(plan.blueprint(), facts, ComponentId::toString));
  }

  /** A plan of what is no order. */
  static ShownPlan of(
      Blueprint plan, Map<ComponentId, Facts> facts, Function<ComponentId, String> naming) {
    return new ShownPlan(
        null,
        null,
        null,
        null,
        null,
        text(plan.start()),
        text(plan.projectedEnd()),
        plan.deliveries().stream().map(each -> shown(each, Optional.empty())).toList(),
        components(plan, facts, naming));
  }

  private static ShownDelivery shown(PlannedDelivery delivery, Optional<OrderPlans.Delivery> now) {
    return new ShownDelivery(
        delivery.number(),
        delivery.site().orElse(null),
        now.map(OrderPlans.Delivery::state).orElse(null),
        text(delivery.readyDate()),
        text(now.flatMap(OrderPlans.Delivery::solvedDay)),
        text(delivery.time().map(Span::start)),
        text(delivery.time().map(Span::end)),
        now.flatMap(OrderPlans.Delivery::visit)
            .map(
                visit ->
                    new ShownVisit(visit.state(), visit.start().toString(), visit.end().toString()))
            .orElse(null));
  }

  private static List<ShownComponent> components(
      Blueprint plan, Map<ComponentId, Facts> facts, Function<ComponentId, String> naming) {
    Map<ComponentId, String> names =
        plan.components().stream().collect(toMap(PlannedComponent::id, PlannedComponent::name));
    return plan.components().stream()
        .map(each -> shown(each, Optional.ofNullable(facts.get(each.id())), names, naming))
        .toList();
  }

  private static ShownComponent shown(
      PlannedComponent component,
      Optional<Facts> facts,
      Map<ComponentId, String> names,
      Function<ComponentId, String> naming) {
    return new ShownComponent(
        naming.apply(component.id()),
        component.name(),
        facts.map(Facts::kind).orElse(null),
        facts.map(Facts::action).orElse(null),
        component.item().value(),
        component.site().orElse(null),
        component.delivery().orElse(null),
        facts.flatMap(Facts::state).orElse(null),
        facts.map(Facts::capacity).orElse(null),
        text(facts.flatMap(Facts::availableFrom)),
        component.leadTime().toHours(),
        text(component.time().map(Span::start)),
        text(component.time().map(Span::end)),
        component.critical(),
        component.needs().entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.comparing(ComponentId::toString)))
            .map(need -> shown(need.getKey(), need.getValue(), names, naming))
            .toList());
  }

  private static ShownNeed shown(
      ComponentId id,
      ComponentState state,
      Map<ComponentId, String> names,
      Function<ComponentId, String> naming) {
    return new ShownNeed(naming.apply(id), names.getOrDefault(id, ""), state.code());
  }

  private static <T> @Nullable String text(Optional<T> value) {
    return value.map(Object::toString).orElse(null);
  }
}
