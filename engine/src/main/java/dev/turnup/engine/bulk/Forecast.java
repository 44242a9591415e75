package dev.turnup.engine.bulk;

/**
 * What would happen to an order.
 *
 * @param possible whether anything would
 * @param words what, or why not: the same for orders that are alike, without a full stop
 */
public record Forecast(boolean possible, String words) {

  static Forecast that(String words) {
    return new Forecast(true, words);
  }

  static Forecast not(String why) {
    return new Forecast(false, why);
  }
}
