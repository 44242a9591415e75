package dev.turnup.engine.persistence;

import dev.turnup.engine.decomposition.Availability;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Component.Installed;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Specification;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.decomposition.Specification.ChargingMode;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code component} with its dependencies.
 *
 * @param characteristics JSON text
 * @param needs component ids, each with the state that it must have reached, {@code id=active},
 *     separated by commas
 */
record ComponentRow(
    UUID id,
    String orderId,
    String itemId,
    String action,
    @Nullable String installedService,
    @Nullable String networkService,
    @Nullable Integer installedUnits,
    @Nullable UUID deliveryId,
    String specification,
    String kind,
    String state,
    @Nullable String siteId,
    @Nullable String capacityResource,
    int units,
    boolean siteVisit,
    @Nullable String skill,
    int durationMinutes,
    String activationProcess,
    String pointOfNoReturn,
    boolean billable,
    int leadTimeHours,
    @Nullable String chargingMode,
    String reversal,
    String characteristics,
    String availability,
    @Nullable LocalDate availableFrom,
    int round,
    int version,
    String needs) {

  static ComponentRow of(Component component) {
    Specification specification = component.specification();
    return new ComponentRow(
        component.id().value(),
        component.order().value(),
        component.item().value(),
        component.action().code(),
        component.installed().map(Installed::reference).orElse(null),
        component.installed().map(Installed::networkReference).orElse(null),
        component.installed().flatMap(Installed::units).orElse(null),
        component.delivery().map(DeliveryId::value).orElse(null),
        specification.name(),
        specification.kind().code(),
        component.state().code(),
        component.site().orElse(null),
        specification.capacity().map(CapacityNeed::resource).orElse(null),
        specification.capacity().map(CapacityNeed::units).orElse(1),
        specification.siteVisit(),
        specification.skill().orElse(null),
        (int) specification.visitTime().toMinutes(),
        specification.activationProcess(),
        specification.pointOfNoReturn().code(),
        specification.billable(),
        (int) specification.leadTime().toHours(),
        specification.chargingMode().map(ChargingMode::code).orElse(null),
        specification.reversal(),
        Json.of(component.characteristics()),
        code(component.availability()),
        day(component.availability()),
        component.round(),
        component.version(),
        component.needs().entrySet().stream()
            .map(need -> need.getKey() + "=" + need.getValue().code())
            .collect(Collectors.joining(",")));
  }

  Component component() {
    return new Component(
        new ComponentId(id),
        new OrderId(orderId),
        new ItemId(itemId),
        ComponentAction.of(action),
        Optional.ofNullable(installedService)
            .map(
                reference ->
                    new Installed(
                        reference,
                        Optional.ofNullable(networkService).orElse(""),
                        Optional.ofNullable(installedUnits))),
        Optional.ofNullable(deliveryId).map(DeliveryId::new),
        new Specification(
            specification,
            Specification.Kind.of(kind),
            Optional.ofNullable(capacityResource).map(name -> new CapacityNeed(name, units)),
            siteVisit,
            Optional.ofNullable(skill),
            Duration.ofMinutes(durationMinutes),
            activationProcess,
            Specification.PointOfNoReturn.of(pointOfNoReturn),
            billable,
            Duration.ofHours(leadTimeHours),
            Optional.ofNullable(chargingMode).map(ChargingMode::of),
            reversal),
        Optional.ofNullable(siteId),
        Json.texts(characteristics),
        Stream.of(needs.split(","))
            .filter(need -> !need.isEmpty())
            .map(need -> need.split("="))
            .collect(
                Collectors.toUnmodifiableMap(
                    need -> ComponentId.of(need[0]), need -> ComponentState.of(need[1]))),
        ComponentState.of(state),
        availability(availability, Optional.ofNullable(availableFrom)),
        round,
        version);
  }

  private static String code(Availability availability) {
    if (availability instanceof Availability.NotNeeded) {
      return "not-needed";
    }
    if (availability instanceof Availability.Unchecked) {
      return "unchecked";
    }
    if (availability instanceof Availability.From) {
      return "available";
    }
    if (availability instanceof Availability.Contested) {
      return "contested";
    }
    return availability instanceof Availability.None ? "none" : "unknown";
  }

  private static @Nullable LocalDate day(Availability availability) {
    return availability instanceof Availability.Contested contested
        ? contested.day()
        : availability.firstDay().orElse(null);
  }

  private static Availability availability(String code, Optional<LocalDate> from) {
    return switch (code) {
      case "not-needed" -> new Availability.NotNeeded();
      case "unchecked" -> new Availability.Unchecked();
      case "available" -> new Availability.From(from.orElseThrow());
      case "contested" -> new Availability.Contested(from.orElseThrow());
      case "none" -> new Availability.None();
      case "unknown" -> new Availability.Unknown();
      default -> throw new IllegalStateException("not an availability: " + code);
    };
  }
}
