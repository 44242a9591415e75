package dev.turnup.engine.order;

import java.util.regex.Pattern;

/**
 * The number of an order, {@code PO-1007}: its TMF622 id, its business key, its key in every URL
 * and what people say on the phone.
 */
public record OrderId(String value) {

  private static final Pattern FORM = Pattern.compile("PO-[1-9][0-9]{0,17}");

  /**
   * @throws IllegalArgumentException if the value is not an order number
   */
  public OrderId {
    if (!isOrderNumber(value)) {
      throw new IllegalArgumentException("not an order number: " + value);
    }
  }

  /** Whether a text from outside has the form of an order number. */
  public static boolean isOrderNumber(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
