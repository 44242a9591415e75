package dev.turnup.engine.order;

/**
 * The idempotency key of one intent towards an outside system: it survives every retry, and only a
 * changed intent has another.
 *
 * @param value printable ASCII, up to 200 characters
 */
public record CallKey(String value) {
  @Override
  public String toString() {
    return value;
  }
}
