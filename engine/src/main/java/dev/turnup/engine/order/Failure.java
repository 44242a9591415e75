package dev.turnup.engine.order;

/**
 * Why a call gave no answer, or why an answer cannot be accepted.
 *
 * @param system {@code network}, {@code inventory}, {@code billing}, {@code workforce}, {@code
 *     messaging} or {@code turnup}
 * @param code short and stable, for tables: {@code connection-refused}, {@code http-422}, {@code
 *     service-not-working}
 * @param message for people, up to {@value #LONGEST} characters, the rest is left out; no secrets,
 *     no bodies
 */
public record Failure(String system, String code, String message) {

  /** The engine keeps no incident with more than twice as many. */
  static final int LONGEST = 2_000;

  public Failure {
    message = Shortened.to(LONGEST, message);
  }
}
