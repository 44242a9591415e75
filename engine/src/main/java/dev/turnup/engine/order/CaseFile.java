package dev.turnup.engine.order;

/**
 * What a person who is given work on an order has to see first.
 *
 * @param situation what happened
 * @param options what may be done
 */
public record CaseFile(
    String order,
    String customer,
    String address,
    String product,
    String situation,
    String options) {

  /** Characters of each that are shown; the engine keeps no longer text. */
  private static final int MOST = 2_000;

  public CaseFile {
    customer = Shortened.to(MOST, customer);
    address = Shortened.to(MOST, address);
    product = Shortened.to(MOST, product);
    situation = Shortened.to(MOST, situation);
    options = Shortened.to(MOST, options);
  }

  /** About a whole order: every product and the first site. */
  public static CaseFile about(ProductOrder order, String situation, String options) {
    return new CaseFile(
        order.id().value(),
        order.header().customer().name(),
        order.items().stream()
            .flatMap(item -> item.site().stream())
            .map(Site::address)
            .distinct()
            .reduce((a, b) -> a + "; " + b)
            .orElse("no address"),
        order.items().stream()
            .flatMap(item -> item.offering().stream())
            .distinct()
            .reduce((a, b) -> a + ", " + b)
            .orElse("no product named"),
        situation,
        options);
  }
}
