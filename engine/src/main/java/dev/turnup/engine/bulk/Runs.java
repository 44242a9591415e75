package dev.turnup.engine.bulk;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The runs over many orders that Turnup keeps, with their orders. */
public interface Runs {

  RunId nextId();

  void add(Run run);

  /**
   * Has a run done to these orders as well, in this sequence; one that is unknown or hidden is left
   * out.
   *
   * @return how many there are
   */
  int addOrders(RunId id, Collection<OrderId> orders);

  /** The run, if there is one. */
  Optional<Run> find(RunId id);

  /**
   * The run, locked until the transaction ends. Lock it before any order.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Run lock(RunId id);

  /**
   * One for which there is something to do now, locked, and that nobody else has locked.
   *
   * @param actions what this node can do; another may be of another version
   */
  Optional<Run> lockDue(Instant now, Set<String> actions);

  /** Writes the course of a locked run. */
  void update(Run run);

  /** Of a locked run, an order that is to be re-checked by now. */
  Optional<RunOrder> nextToCheck(RunId id, Instant now);

  /** Of a locked run, the order whose turn it is. */
  Optional<RunOrder> nextInTurn(RunId id);

  /** When the next order of a run is to be re-checked. */
  Optional<Instant> nextCheck(RunId id);

  /** An order of a run. */
  Optional<RunOrder> order(RunId id, OrderId order);

  /** Writes what became of an order of a locked run. */
  void update(RunId id, RunOrder order);

  /** Moves an order of a locked run behind all others. */
  void putOff(RunId id, RunOrder order);

  /** All orders of a locked run that wait are left untouched. */
  void leaveUntouched(RunId id);

  /** When the first run that has nothing to do now has something to do. */
  Optional<Instant> nextAfter(Instant now);

  /** Whether there is something to do now for any run. */
  boolean isDue(Instant now);

  /** A run goes on, or may; told in the transaction that has it do so. */
  record Moving(RunId id) {}
}
