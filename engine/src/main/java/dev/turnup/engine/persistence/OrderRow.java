package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code product_order}. */
record OrderRow(
    String id,
    String caller,
    @Nullable String externalId,
    String state,
    String customerId,
    String customerName,
    String customerTier,
    @Nullable String customerEmail,
    @Nullable String customerWebhook,
    OffsetDateTime orderDate,
    @Nullable OffsetDateTime requestedStart,
    @Nullable OffsetDateTime requestedCompletion,
    @Nullable LocalDate promisedDate,
    @Nullable OffsetDateTime plannedStart,
    @Nullable OffsetDateTime completedAt,
    int version) {

  static OrderRow of(ProductOrder order) {
    ProductOrder.Header header = order.header();
    Customer customer = header.customer();
    return new OrderRow(
        order.id().value(),
        header.caller(),
        header.externalId().orElse(null),
        order.state().tmfName(),
        customer.id(),
        customer.name(),
        customer.tier(),
        customer.email().orElse(null),
        customer.webhook().orElse(null),
        Utc.of(header.orderDate()),
        header.requestedStart().map(Utc::of).orElse(null),
        header.requestedCompletion().map(Utc::of).orElse(null),
        order.promisedDate().orElse(null),
        order.plannedStart().map(Utc::of).orElse(null),
        order.completedAt().map(Utc::of).orElse(null),
        order.version());
  }

  /** As it is once it is written. */
  OrderRow next() {
    return new OrderRow(
        id,
        caller,
        externalId,
        state,
        customerId,
        customerName,
        customerTier,
        customerEmail,
        customerWebhook,
        orderDate,
        requestedStart,
        requestedCompletion,
        promisedDate,
        plannedStart,
        completedAt,
        version + 1);
  }

  ProductOrder.Header header() {
    return new ProductOrder.Header(
        new OrderId(id),
        caller,
        Optional.ofNullable(externalId),
        new Customer(
            customerId,
            customerName,
            customerTier,
            Optional.ofNullable(customerEmail),
            Optional.ofNullable(customerWebhook)),
        orderDate.toInstant(),
        Optional.ofNullable(requestedStart).map(OffsetDateTime::toInstant),
        Optional.ofNullable(requestedCompletion).map(OffsetDateTime::toInstant));
  }

  ProductOrder with(List<OrderItem> items) {
    return new ProductOrder(
        header(),
        OrderState.of(state),
        Optional.ofNullable(promisedDate),
        Optional.ofNullable(plannedStart).map(OffsetDateTime::toInstant),
        Optional.ofNullable(completedAt).map(OffsetDateTime::toInstant),
        items,
        version);
  }
}
