package dev.turnup.engine.subscription;

import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.TimelineEntry;
import java.util.Optional;

/**
 * The events of TMF622 v4 and of Turnup's extension, and which entry of a timeline is which of
 * them.
 */
public enum EventType {
  PRODUCT_ORDER_CREATE("ProductOrderCreateEvent", "Product order created"),
  PRODUCT_ORDER_ATTRIBUTE_VALUE_CHANGE(
      "ProductOrderAttributeValueChangeEvent", "Attribute of a product order changed"),
  PRODUCT_ORDER_STATE_CHANGE("ProductOrderStateChangeEvent", "State of a product order changed"),
  PRODUCT_ORDER_DELETE("ProductOrderDeleteEvent", "Product order deleted"),
  PRODUCT_ORDER_INFORMATION_REQUIRED(
      "ProductOrderInformationRequiredEvent", "Product order needs information"),
  CANCEL_PRODUCT_ORDER_CREATE("CancelProductOrderCreateEvent", "Cancellation requested"),
  CANCEL_PRODUCT_ORDER_STATE_CHANGE(
      "CancelProductOrderStateChangeEvent", "State of a cancellation changed"),
  CANCEL_PRODUCT_ORDER_INFORMATION_REQUIRED(
      "CancelProductOrderInformationRequiredEvent", "Cancellation needs information"),
  PRODUCT_ORDER_MILESTONE("ProductOrderMilestoneEvent", "Milestone of a product order reached"),
  PRODUCT_ORDER_JEOPARDY_ALERT("ProductOrderJeopardyAlertEvent", "Product order is in jeopardy"),
  PRODUCT_ORDER_ERROR_MESSAGE("ProductOrderErrorMessageEvent", "Item of a product order fell out");

  private final String tmfName;
  private final String title;

  EventType(String tmfName, String title) {
    this.tmfName = tmfName;
    this.title = title;
  }

  /** {@code ProductOrderCreateEvent}, which is also how rows keep it. */
  public String tmfName() {
    return tmfName;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** What is appended to a callback: {@code /listener/productOrderCreateEvent}. */
  public String path() {
    return "/listener/" + Character.toLowerCase(tmfName.charAt(0)) + tmfName.substring(1);
  }

  /** Whether the standard gives such an event the path of the attribute it is about. */
  public boolean hasFieldPath() {
    return this == PRODUCT_ORDER_ATTRIBUTE_VALUE_CHANGE
        || this == PRODUCT_ORDER_INFORMATION_REQUIRED;
  }

  /** Whether it is about a cancellation, which is in it then, and not the order. */
  public boolean isOfCancellation() {
    return tmfName.startsWith("Cancel");
  }

  /** Whether a client of v4 does not know it; it goes to those only who ask for it by name. */
  public boolean isExtension() {
    return this == PRODUCT_ORDER_MILESTONE
        || this == PRODUCT_ORDER_JEOPARDY_ALERT
        || this == PRODUCT_ORDER_ERROR_MESSAGE;
  }

  /** The event of this name, if there is one. */
  public static Optional<EventType> named(String tmfName) {
    return Codes.find(values(), type -> type.tmfName, tmfName);
  }

  /**
   * What an entry is to subscribers. The move of an item that goes with one of the whole order is
   * told with that; most entries are nothing to them.
   */
  public static Optional<EventType> of(TimelineEntry entry) {
    return switch (entry.kind()) {
      case ACCEPTED -> Optional.of(PRODUCT_ORDER_CREATE);
      case STATE_CHANGED -> Optional.of(PRODUCT_ORDER_STATE_CHANGE);
      case ITEM_STATE_CHANGED ->
          entry.facts().containsKey("with")
              ? Optional.empty()
              : Optional.of(PRODUCT_ORDER_ATTRIBUTE_VALUE_CHANGE);
      case PROMISED, AMENDED -> Optional.of(PRODUCT_ORDER_ATTRIBUTE_VALUE_CHANGE);
      case NOTED, CUSTOMER_CHOSE ->
          fieldPathOf(entry).map(attribute -> PRODUCT_ORDER_ATTRIBUTE_VALUE_CHANGE);
      case DELETED -> Optional.of(PRODUCT_ORDER_DELETE);
      case CANCELLATION_REQUESTED -> Optional.of(CANCEL_PRODUCT_ORDER_CREATE);
      case CANCELLATION_STATE_CHANGED -> Optional.of(CANCEL_PRODUCT_ORDER_STATE_CHANGE);
      case INFORMATION_REQUIRED -> Optional.of(PRODUCT_ORDER_INFORMATION_REQUIRED);
      case FELL_OUT -> Optional.of(PRODUCT_ORDER_ERROR_MESSAGE);
      case STUCK, ESCALATED, IN_JEOPARDY -> Optional.of(PRODUCT_ORDER_JEOPARDY_ALERT);
      default -> entry.kind().milestone().map(milestone -> PRODUCT_ORDER_MILESTONE);
    };
  }

  /**
   * The path of the attribute that the entry is about; relative to the item's where it names one.
   */
  public static Optional<String> fieldPathOf(TimelineEntry entry) {
    return switch (entry.kind()) {
      case ITEM_STATE_CHANGED -> Optional.of("state");
      case PROMISED -> Optional.of("expectedCompletionDate");
      default -> Optional.ofNullable(entry.facts().get("fieldPath"));
    };
  }

  /** The state that the entry itself tells of what it is about. */
  public static Optional<String> stateIn(TimelineEntry entry) {
    return switch (entry.kind()) {
      case STATE_CHANGED -> Optional.ofNullable(entry.facts().get("to"));
      case CANCELLATION_REQUESTED, CANCELLATION_STATE_CHANGED ->
          Optional.ofNullable(entry.facts().get("state"));
      default -> Optional.empty();
    };
  }
}
