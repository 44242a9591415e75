package dev.turnup.engine.order;

/**
 * An outside step whose answer a person can give who knows that the system has done what was asked.
 * Whoever cannot be vouched for, a test or a question say, does not implement this.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public interface Vouched<Q, A> {

  /**
   * The answer of a system that has done it.
   *
   * @param reference by which the system has it
   * @throws Refused if more would have to be known
   */
  A done(CallKey key, Q request, String reference);

  /**
   * Whether two people have to know: no later step asks the system, and what is not true would cost
   * the customer.
   */
  default boolean takesTwo() {
    return false;
  }
}
