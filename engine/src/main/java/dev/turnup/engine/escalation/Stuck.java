package dev.turnup.engine.escalation;

import dev.turnup.engine.order.OrderId;
import java.util.Locale;

/**
 * An open order that does not move as it should.
 *
 * @param explanation for people: what is late, and since when
 */
public record Stuck(OrderId order, Finding finding, String explanation) {

  /** What is wrong; the constant in lower case is how rows name it. */
  public enum Finding {
    NO_NEXT_EVENT,
    OVERDUE_TASK,
    OVERDUE_FALLOUT,
    LOST_VISIT;

    /** {@code no-next-event}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException if there is no such finding
     */
    public static Finding of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
