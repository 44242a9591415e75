package dev.turnup.engine.order;

import java.util.Locale;
import java.util.Optional;

/**
 * What kinds of things happen to an order; the constant in lower case is how rows and the API name
 * it.
 */
public enum EventKind {
  ACCEPTED,
  /** The order's own state; facts {@code from} and {@code to}. */
  STATE_CHANGED,
  /**
   * An item's state; facts {@code from} and {@code to}, and {@code with} = {@code order} where the
   * order's own changed in the same moment.
   */
  ITEM_STATE_CHANGED,
  /** By its caller; fact {@code fieldPath}: the first-level attributes, separated by commas. */
  AMENDED,
  REJECTED,
  REPAIR_NEEDED,
  /**
   * Somebody must supply an attribute; fact {@code fieldPath}, relative to the item where there is
   * one.
   */
  INFORMATION_REQUIRED,
  REPAIRED,
  DECOMPOSED,
  /** For other orders to end; fact {@code earlier}: their numbers, separated by commas. */
  WAITING,
  CAPACITY_CHECKED,
  CAPACITY_RESERVED,
  CAPACITY_MOVED,
  CAPACITY_SHORT,
  PLANNED,
  /** When the fulfillment starts, or that it does so at once; fact {@code start}. */
  START_PLANNED,
  PROMISED,
  /** Promised for later than it is wanted; facts {@code promised} and {@code wanted}, days. */
  IN_JEOPARDY,
  APPOINTMENT_HELD,
  APPOINTMENT_BOOKED,
  /** To another time; fact {@code why}. */
  APPOINTMENT_MOVED,
  APPOINTMENT_CANCELLED,
  /** The visit stands; facts {@code delivery}, {@code date}, the first possible day. */
  EARLIER_VISIT_POSSIBLE,
  /** By the link in a notice; facts {@code choice}, {@code news} and {@code told}. */
  CUSTOMER_CHOSE,
  VISIT_DISPATCHED,
  VISIT_CANCELLED,
  VISIT_ENDED,
  /** The customer pays for a visit that was in vain; facts {@code code} and {@code charge}. */
  VISIT_CHARGED,
  INSTALLED,
  FETCHED,
  ACTIVATED,
  MODIFIED,
  DEACTIVATED,
  VERIFIED,
  RECORDED,
  RETIRED,
  ITEM_ACCEPTED,
  BILLED,
  BILL_STOPPED,
  ITEM_CLOSED,
  FELL_OUT,
  FALLOUT_CLOSED,
  COMPONENT_GIVEN_UP,
  CAPACITY_RELEASED,
  DELIVERED,
  STUCK,
  ESCALATED,
  ESCALATION_CLOSED,
  /** Fact {@code fieldPath} = {@code note} where it is a note that the order's caller is shown. */
  NOTED,
  NOTICE_SENT,
  /** Facts {@code cancellation}, its id, and {@code state}. */
  CANCELLATION_REQUESTED,
  /** The state of a cancellation; the same facts. */
  CANCELLATION_STATE_CHANGED,
  /** Facts {@code code} and {@code charge}, billing's own id. */
  CANCELLATION_CHARGED,
  CANCELLED,
  COMPLETED,
  PARTIALLY_COMPLETED,
  FAILED,
  /** Hidden, and what is known of persons erased. */
  DELETED;

  /** {@code capacity-checked}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  public static EventKind of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The milestone on an order's way that this is, if it is one. */
  public Optional<String> milestone() {
    return switch (this) {
      case ACCEPTED, DECOMPOSED, PROMISED, INSTALLED, ACTIVATED, VERIFIED, BILLED ->
          Optional.of(code());
      case COMPLETED, PARTIALLY_COMPLETED -> Optional.of("completed");
      default -> Optional.empty();
    };
  }
}
