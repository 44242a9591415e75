package dev.turnup.engine.order;

import java.util.List;
import java.util.Optional;

/**
 * Which orders are asked for, in which sequence, and which part of it.
 *
 * @param onlyOf the caller whose orders are meant; all if empty
 * @param criteria all of them hold
 * @param sort one of {@link OrderAttribute#SORTABLE}; an order without the attribute comes after
 *     all others, and orders with the same value are sorted by their ids
 * @param descending the sequence the other way round
 * @param from where the part begins; at the beginning if empty
 * @param offset how many orders are passed over from there
 * @param limit how many orders at most
 */
public record OrderQuery(
    Optional<String> onlyOf,
    List<Criterion> criteria,
    OrderAttribute sort,
    boolean descending,
    Optional<Position> from,
    int offset,
    int limit) {

  /** The same from another place. */
  public OrderQuery from(Position position) {
    return new OrderQuery(onlyOf, criteria, sort, descending, Optional.of(position), offset, limit);
  }

  /** How an attribute is compared with a value. Texts are compared character by character. */
  public enum Operator {
    EQUAL,
    GREATER,
    AT_LEAST,
    LESS,
    AT_MOST,
    /** A part of the text matches PostgreSQL's regular expression. */
    MATCHES
  }

  /**
   * The comparison holds for one of the values, and for one of the attribute's own where an order
   * has several.
   *
   * @param values texts; points in time as ISO 8601 writes them, of the years 1 to 9999
   */
  public record Criterion(OrderAttribute attribute, Operator operator, List<String> values) {}

  /**
   * Behind an order, or before it.
   *
   * @param key as {@link OrderSearch.Hit} tells it
   * @param backwards whether the orders before it are meant
   */
  public record Position(String key, OrderId id, boolean backwards) {}
}
