package dev.turnup.engine.order;

import java.util.EnumSet;
import java.util.Set;

/**
 * What orders are selected and sorted by: the attributes of TMF622's {@code ProductOrder} by their
 * names; one that refers to others stands for their ids.
 */
public enum OrderAttribute {
  ID("id"),
  EXTERNAL_ID("externalId"),
  STATE("state"),
  ORDER_DATE("orderDate"),
  REQUESTED_START_DATE("requestedStartDate"),
  REQUESTED_COMPLETION_DATE("requestedCompletionDate"),
  EXPECTED_COMPLETION_DATE("expectedCompletionDate"),
  COMPLETION_DATE("completionDate"),
  PRIORITY("priority"),
  ITEM_ID("productOrderItem.id"),
  ITEM_STATE("productOrderItem.state"),
  /** Of the places of the items' products. */
  PLACE("place.id"),
  AGREEMENT("agreement.id"),
  BILLING_ACCOUNT("billingAccount.id"),
  CANCELLATION_DATE("cancellationDate"),
  CANCELLATION_REASON("cancellationReason"),
  CATEGORY("category"),
  CHANNEL("channel.id"),
  DESCRIPTION("description"),
  NOTE("note.id"),
  NOTIFICATION_CONTACT("notificationContact"),
  ORDER_TOTAL_PRICE("orderTotalPrice.name"),
  PAYMENT("payment.id"),
  PRODUCT_OFFERING_QUALIFICATION("productOfferingQualification.id"),
  QUOTE("quote.id"),
  RELATED_PARTY("relatedParty.id"),
  TYPE("@type"),
  BASE_TYPE("@baseType"),
  SCHEMA_LOCATION("@schemaLocation");

  /** Points in time; all others are texts. */
  public static final Set<OrderAttribute> MOMENTS = EnumSet.range(ORDER_DATE, COMPLETION_DATE);

  /** What a list may be sorted by. */
  public static final Set<OrderAttribute> SORTABLE = EnumSet.range(ORDER_DATE, PRIORITY);

  private final String tmfName;

  OrderAttribute(String tmfName) {
    this.tmfName = tmfName;
  }

  public String tmfName() {
    return tmfName;
  }

  /**
   * Whether a criterion of this kind finds its orders without looking at all of them. One that does
   * not is bearable only beside one that does.
   */
  public boolean isIndexedFor(OrderQuery.Operator operator) {
    return switch (operator) {
      case EQUAL -> this != ITEM_ID && this != NOTE;
      case GREATER, AT_LEAST, LESS, AT_MOST -> SORTABLE.contains(this);
      case MATCHES -> false;
    };
  }
}
