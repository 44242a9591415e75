package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.delivery.Blueprint;
import dev.turnup.engine.delivery.Blueprint.PlannedComponent;
import dev.turnup.engine.delivery.Blueprint.PlannedDelivery;
import dev.turnup.engine.delivery.Blueprint.Span;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A blueprint as its column keeps it: names that never change, whatever the code calls them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanDocument(
    @Nullable String start,
    @Nullable String projectedEnd,
    List<DeliveryPart> deliveries,
    List<ComponentPart> components) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryPart(
      int number,
      @Nullable String site,
      @Nullable String readyDate,
      @Nullable String start,
      @Nullable String end) {

    private static DeliveryPart of(PlannedDelivery delivery) {
      return new DeliveryPart(
          delivery.number(),
          delivery.site().orElse(null),
          delivery.readyDate().map(LocalDate::toString).orElse(null),
          delivery.time().map(Span::start).map(Instant::toString).orElse(null),
          delivery.time().map(Span::end).map(Instant::toString).orElse(null));
    }

    private PlannedDelivery delivery() {
      return new PlannedDelivery(
          number,
          Optional.ofNullable(site),
          Optional.ofNullable(readyDate).map(LocalDate::parse),
          span(start, end));
    }
  }

  /**
   * @param needs states by component
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ComponentPart(
      String id,
      String name,
      String item,
      @Nullable String site,
      @Nullable Integer delivery,
      Map<String, String> needs,
      String leadTime,
      @Nullable String start,
      @Nullable String end,
      boolean critical) {

    private static ComponentPart of(PlannedComponent component) {
      Map<String, String> needs = new TreeMap<>();
      component.needs().forEach((id, state) -> needs.put(id.toString(), state.code()));
      return new ComponentPart(
          component.id().toString(),
          component.name(),
          component.item().value(),
          component.site().orElse(null),
          component.delivery().orElse(null),
          needs,
          component.leadTime().toString(),
          component.time().map(Span::start).map(Instant::toString).orElse(null),
          component.time().map(Span::end).map(Instant::toString).orElse(null),
          component.critical());
    }

    private PlannedComponent component() {
      return new PlannedComponent(
          ComponentId.of(id),
          name,
          new ItemId(item),
          Optional.ofNullable(site),
          Optional.ofNullable(delivery),
          needs.entrySet().stream()
              .collect(
                  toMap(
                      need -> ComponentId.of(need.getKey()),
                      need -> ComponentState.of(need.getValue()))),
          Duration.parse(leadTime),
          span(start, end),
          critical);
    }
  }

  static String json(Blueprint blueprint) {
    PlanDocument document =
        new PlanDocument(
            blueprint.start().map(Instant::toString).orElse(null),
            blueprint.projectedEnd().map(Instant::toString).orElse(null),
            blueprint.deliveries().stream().map(DeliveryPart::of).toList(),
            blueprint.components().stream().map(ComponentPart::of).toList());
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a plan cannot be written as JSON", e);
    }
  }

  static Blueprint blueprint(String json) {
    try {
      PlanDocument document = MAPPER.readValue(json, PlanDocument.class);
      return new Blueprint(
          Optional.ofNullable(document.start()).map(Instant::parse),
          Optional.ofNullable(document.projectedEnd()).map(Instant::parse),
          document.deliveries().stream().map(DeliveryPart::delivery).toList(),
          document.components().stream().map(ComponentPart::component).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row of plan holds no plan", e);
    }
  }

  private static Optional<Span> span(@Nullable String start, @Nullable String end) {
    return start == null || end == null
        ? Optional.empty()
        : Optional.of(new Span(Instant.parse(start), Instant.parse(end)));
  }
}
