package dev.turnup.engine.order;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The book of calls to outside systems, one line for each intent. */
public interface OutboundCalls {

  /**
   * Enters the calls whose keys are new.
   *
   * @return what the book has under the other keys, locked until the transaction ends
   */
  List<OutboundCall> enter(Collection<OutboundCall> calls);

  /**
   * Enters those of the calls whose keys are new, whose topic is not paused, and whose order nobody
   * has cancelled, or decides on that now, or will before the transaction ends. Waits for nobody
   * who decides.
   *
   * @return the keys of those that were entered
   */
  Set<CallKey> enterAtOnce(Collection<OutboundCall> calls);

  /** What the book has under a key. */
  Optional<OutboundCall> find(CallKey key);

  /**
   * A call that cannot be taken back.
   *
   * @param subject what it is about: a component's id, or that of something else
   */
  record Begun(String topic, String subject) {}

  /**
   * What was begun for an order, or may have been: activations and operations that only models
   * know.
   */
  List<Begun> irrevocable(OrderId order);

  /** What may be switched on or changed in the network for an order, or not: nobody has said. */
  Set<String> unknownInNetwork(OrderId order);

  /**
   * The calls that failed and count as not ended, the last made first; also of tasks that are over.
   */
  List<Failing> failing(int most);

  /**
   * A call that failed.
   *
   * @param task the engine's task that wanted the outcome
   * @param madeAt when it was made the last time
   */
  record Failing(
      String topic, OrderId order, String task, Failure failure, int attempts, Instant madeAt) {}

  /** Notes for whom known calls are wanted now, and which of them are about to be made again. */
  void reopen(Collection<OutboundCall> calls);

  /**
   * Notes how calls ended. What was applied stays as it is, and what is by now another task's is
   * left to that.
   *
   * @return how many were noted
   */
  int note(Collection<OutboundCall> calls);

  /** Notes the answer that came after the order had gone on with the news that it would. */
  void answeredLater(CallKey key, String answer);
}
