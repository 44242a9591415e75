package dev.turnup.engine.bulk;

import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  /**
   * The same without doing it twice: what the same author has added under the same key before.
   *
   * @return empty if it was added
   */
  Optional<Posted> add(Run run, Optional<PrepareRun.Key> key);

  /** What was added under a key. */
  record Posted(RunId run, String contentHash) {}

  /**
   * Has a run done to the orders that are like that as well, the oldest first.
   *
   * @param most how many at most
   * @return how many there are
   * @throws dev.turnup.engine.order.Refused if finding them takes too long
   */
  int addOrders(RunId id, Selection.Filter filter, int most);

  /** Those of the orders that the run does not have, up to so many. */
  List<OrderId> missing(RunId id, Collection<OrderId> orders, int most);

  /** Of a locked run, up to so many orders that nothing was foretold of. */
  List<OrderSketch> unforeseen(RunId id, int most);

  /** Writes what would happen to orders of a locked run; nothing will to those it cannot. */
  void foresee(RunId id, Map<OrderId, Forecast> forecasts);

  /** How many of a run's orders wait for their turn. */
  int waiting(RunId id);

  /** Of the orders that wait for their turn, one of each of the customers' tiers. */
  List<OrderId> oneOfEachTier(RunId id);

  /** Runs, the newest first. */
  List<Run> find(Optional<RunState> state, Optional<RunId> after, int most);

  /** What becomes of a run's orders, by likeness; those that are most first, up to so many. */
  List<Group> groups(RunId id, int most);

  /**
   * Orders that are alike.
   *
   * @param words what became of them, or would happen to them
   * @param examples the first few
   */
  record Group(RunOrder.State state, String words, int count, List<OrderId> examples) {}

  /** How many of a run's orders are in each state. */
  Map<RunOrder.State, Integer> counts(RunId id);

  /** A run's orders, in the sequence of their turns. */
  List<RunOrder> orders(
      RunId id, Optional<RunOrder.State> state, Optional<OrderId> after, int most);

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
