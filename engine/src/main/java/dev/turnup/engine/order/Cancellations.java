package dev.turnup.engine.order;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The cancellations that were asked for. */
public interface Cancellations {

  /** An id that no other cancellation has or will have. */
  UUID nextId();

  void add(Cancellation cancellation);

  /** Writes state, refusal and end. */
  void update(Cancellation cancellation);

  /** Those of an order that are not answered, in the order in which they came. */
  List<Cancellation> open(OrderId order);

  /**
   * One of them, also where its order was deleted.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Cancellation get(UUID id);

  /** One that may be seen; empty if there is none, or its order belongs to somebody else. */
  Optional<Cancellation> find(UUID id, Optional<String> onlyOf);

  /** A page of those that are wanted, newest first, among however many there are. */
  Answer find(Wanted wanted);

  /** Notes where an order was before its cancellation was assessed. */
  void remember(OrderId order, ProductOrder.Former former);

  /**
   * What was noted last.
   *
   * @throws java.util.NoSuchElementException if nothing was
   */
  ProductOrder.Former former(OrderId order);

  /** What they are selected by, by its name in TMF622. */
  enum Attribute {
    ID("id"),
    ORDER("productOrder.id"),
    STATE("state"),
    REASON("cancellationReason"),
    REQUESTED_DATE("requestedCancellationDate"),
    EFFECTIVE_DATE("effectiveCancellationDate");

    private final String tmfName;

    Attribute(String tmfName) {
      this.tmfName = tmfName;
    }

    public String tmfName() {
      return tmfName;
    }

    /** Whether a criterion on it finds cancellations without looking at all of them. */
    public boolean isIndexed() {
      return this == ID || this == ORDER || this == STATE;
    }

    /** Whether it is a point in time; all others are texts. */
    public boolean isMoment() {
      return this == REQUESTED_DATE || this == EFFECTIVE_DATE;
    }
  }

  /** A comparison, which holds for one of the values. */
  record Criterion(Attribute attribute, OrderQuery.Operator operator, List<String> values) {}

  /** Behind a cancellation, or before it. */
  record Position(UUID id, boolean backwards) {}

  /**
   * Which are wanted, and which part of them.
   *
   * @param onlyOf the caller whose orders are meant; all if empty
   * @param criteria all of them hold
   * @param from where the part begins; at the newest if empty
   * @param offset how many are passed over from there
   * @param limit how many at most
   */
  record Wanted(
      Optional<String> onlyOf,
      List<Criterion> criteria,
      Optional<Position> from,
      int offset,
      int limit) {}

  /** What came of a search. */
  sealed interface Answer {

    /**
     * Found, maybe none.
     *
     * @param more whether there are more behind them (before them, if they were asked for
     *     backwards)
     * @param total how many are wanted, at most {@link OrderSearch#COUNTED}
     * @param exact false if there are more than that
     */
    record Found(List<Cancellation> cancellations, boolean more, int total, boolean exact)
        implements Answer {}

    /** It took too long, and was given up. */
    record TooExpensive() implements Answer {}

    /**
     * A regular expression cannot be read.
     *
     * @param why in the database's words
     */
    record Unreadable(String why) implements Answer {}
  }
}
