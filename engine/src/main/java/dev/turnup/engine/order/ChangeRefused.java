package dev.turnup.engine.order;

import java.util.Locale;

/** A change of an order that its present course does not allow; nothing was changed. */
public final class ChangeRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why not. */
  public enum Reason {
    /** Nothing follows a final state. */
    ORDER_ENDED,
    /** Only what has ended is deleted. */
    ORDER_RUNS,
    /** What is ordered stays as it was accepted. */
    ITEMS_CHANGED,
    /** An accepted order waits for those that it has named. */
    RELATIONSHIPS_CHANGED,
    /** A technician's visit stands. */
    APPOINTMENT_BOOKED,
    /** All of it is being made already. */
    BEING_DELIVERED,
    /** It is found out whether it may be cancelled, or it is being cancelled. */
    BEING_CANCELLED,
    /** Its cancellation was asked for often enough. */
    CANCELLATION_ASKED;

    /** {@code order-ended}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param fact what stands in the way, {@code order PO-1007 has ended: completed}
   */
  public ChangeRefused(Reason reason, String fact) {
    super(fact);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
