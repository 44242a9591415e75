package dev.turnup.engine.order;

import java.util.List;

/** Finds a page of the orders that fulfil criteria, among however many there are. */
public interface OrderSearch {

  /** Totals above this are not counted. */
  int COUNTED = 10_000;

  Answer find(OrderQuery query);

  /** What came of a search. */
  sealed interface Answer {

    /**
     * Found, maybe none.
     *
     * @param hits in the sequence that was asked for
     * @param more whether the sequence goes on behind them (before them, if they were asked for
     *     backwards)
     * @param total how many orders fulfil the criteria, at most {@link #COUNTED}
     * @param exact false if there are more than that
     */
    record Found(List<Hit> hits, boolean more, int total, boolean exact) implements Answer {}

    /** It took too long, and was given up. */
    record TooExpensive() implements Answer {}

    /**
     * A regular expression or a position cannot be read.
     *
     * @param why in the database's words
     */
    record Unreadable(String why) implements Answer {}
  }

  /**
   * An order that was found.
   *
   * @param key what it is sorted by, for a {@link OrderQuery.Position}
   * @param bytes how large its document is
   */
  record Hit(OrderId id, String key, int bytes) {}
}
