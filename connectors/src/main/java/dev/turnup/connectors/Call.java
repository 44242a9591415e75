package dev.turnup.connectors;

/**
 * One call and whom it is for.
 *
 * @param key the idempotency key: printable ASCII, at most 200 characters. An effect's key is that
 *     of its intent and stays the same however often it is sent; a question has a new one each time
 * @param subject whom it is for
 */
public record Call(String key, Subject subject) {

  public Call {
    if (!key.matches("[\\x21-\\x7e]{1,200}")) {
      throw new IllegalArgumentException("not an idempotency key: " + key);
    }
  }

  /**
   * Whom a call is for; an empty string where the call is for no particular one.
   *
   * @param order order number
   * @param item the item's id within the order
   * @param component id of the component
   * @param delivery id of the delivery
   */
  public record Subject(String order, String item, String component, String delivery) {

    public static Subject ofOrder(String order) {
      return new Subject(order, "", "", "");
    }
  }
}
