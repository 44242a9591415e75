package dev.turnup.engine.delivery;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Locale;

/**
 * A plan as it was made; it never changes, a newer version follows it.
 *
 * @param version counts the plans of the order, from 1
 * @param newest the number of the version that holds now
 */
public record PlanVersion(
    OrderId order, int version, int newest, Instant madeAt, Why why, Blueprint blueprint) {

  /** Why a plan was made. */
  public enum Why {
    /** It is the first. */
    PLANNED,
    /** A part of a delivery comes separately. */
    SPLIT,
    /** Capacity is there from another day on, or has no date any more. */
    CAPACITY_MOVED,
    /** Something of it was given up: what is left may be there sooner. */
    GIVEN_UP,
    /** It is wanted, or possible, at another time. */
    REPLANNED;

    /** {@code capacity-moved}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException if there is no such reason
     */
    public static Why of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
