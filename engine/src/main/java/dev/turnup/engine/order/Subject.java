package dev.turnup.engine.order;

import java.util.Optional;

/**
 * Whom and what a call to an outside system is about; roles that do not apply are empty.
 *
 * @param site empty for what has no place, such as a mobile line
 */
public record Subject(
    OrderId order,
    Optional<ItemId> item,
    Optional<ComponentId> component,
    Optional<DeliveryId> delivery,
    Optional<Site> site) {}
