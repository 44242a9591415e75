package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.Codes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the catalogue says of a component.
 *
 * @param name {@code internet-access}
 * @param capacity what it takes of the network
 * @param siteVisit whether a technician has to come for it
 * @param skill what that technician must be able to do
 * @param visitTime how long it takes there
 * @param activationProcess the model that switches it on
 * @param billable whether the bill of its item starts with it
 * @param leadTime working hours that it takes until it is realised, without waiting for capacity
 * @param chargingMode how it is paid for; empty if it is not billed
 * @param reversal how it is undone: {@link #CEASE}, {@link #NOTHING_TO_UNDO}, or a model's id
 */
public record Specification(
    String name,
    Kind kind,
    Optional<CapacityNeed> capacity,
    boolean siteVisit,
    Optional<String> skill,
    Duration visitTime,
    String activationProcess,
    PointOfNoReturn pointOfNoReturn,
    boolean billable,
    Duration leadTime,
    Optional<ChargingMode> chargingMode,
    String reversal) {

  /** The reversal of what is switched off as it was switched on. */
  public static final String CEASE = "cease";

  /** The reversal of what leaves nothing behind. */
  public static final String NOTHING_TO_UNDO = "none";

  /** The same, taking another amount of capacity. */
  Specification taking(CapacityNeed need) {
    return new Specification(
        name,
        kind,
        Optional.of(need),
        siteVisit,
        skill,
        visitTime,
        activationProcess,
        pointOfNoReturn,
        billable,
        leadTime,
        chargingMode,
        reversal);
  }

  /** What a component is (TM Forum's terms). */
  public enum Kind {
    CFS("CFS"),
    RFS("RFS"),
    RESOURCE("resource");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** How tables and rows name it. */
    public String code() {
      return code;
    }

    /**
     * @throws IllegalArgumentException if there is no such kind
     */
    public static Kind of(String code) {
      return Codes.find(values(), Kind::code, code)
          .orElseThrow(() -> new IllegalArgumentException("not a kind of component: " + code));
    }
  }

  /** What it means for changing and cancelling that a component is switched on. */
  public enum PointOfNoReturn {
    /** Nothing: it is undone. */
    NONE,
    /** To cancel it costs. */
    SOFT,
    /** It is neither changed nor cancelled any more. */
    HARD;

    /** How tables and rows name it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such point
     */
    public static PointOfNoReturn of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** When a customer pays. */
  public enum ChargingMode {
    PREPAID,
    POSTPAID;

    /** How tables, rows and bills name it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such mode
     */
    public static ChargingMode of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * @param resource {@code fibre-port}, as the inventory names it
   * @param units how much of it, above 0
   */
  public record CapacityNeed(String resource, int units) {}
}
