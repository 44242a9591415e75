package dev.turnup.engine.workflow.outside;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What has come back to this node, of all topics. What comes while others are applied is applied
 * together, in few transactions: the busier the node, the less each outcome costs. Those of one
 * order are applied one after the other, so that they do not wait for each other's transaction.
 */
@Component
class EndedCalls {

  /** In one transaction; more gain nothing. */
  private static final int BATCH = 32;

  private final ApplyOutcomes apply;
  private final List<Lane> lanes;

  /**
   * @param atOnce transactions at the same time
   */
  EndedCalls(ApplyOutcomes apply, OutsideThreads threads, @Value("${turnup.at-once}") int atOnce) {
    this.apply = apply;
    this.lanes = Stream.generate(() -> new Lane(threads)).limit(atOnce).toList();
  }

  /**
   * Has an outcome applied, as soon as those before it are.
   *
   * @param over is done in any case once the outcome has been applied, or could not be
   */
  void add(EndedCall<?, ?, ?> ended, Runnable over) {
    Ended one = new Ended(ended, over);
    lanes.get(Math.floorMod(one.order().hashCode(), lanes.size())).add(one);
  }

  private record Ended(EndedCall<?, ?, ?> call, Runnable over) {

    String order() {
      return call.call().task().order();
    }
  }

  private final class Lane {

    private final Queue<Ended> waiting = new ConcurrentLinkedQueue<>();
    private final Turn applying;

    Lane(OutsideThreads threads) {
      applying = new Turn(threads, this::apply);
    }

    void add(Ended ended) {
      waiting.add(ended);
      applying.ask();
    }

    private void apply() {
      List<Ended> batch = next();
      try {
        apply.all(batch.stream().<EndedCall<?, ?, ?>>map(Ended::call).toList());
      } finally {
        batch.forEach(ended -> ended.over().run());
        if (!waiting.isEmpty()) {
          applying.ask();
        }
      }
    }

    /** One of each order: another one of it comes after these, and holds none of them up. */
    private List<Ended> next() {
      List<Ended> batch = new ArrayList<>();
      Set<String> orders = new HashSet<>();
      for (Ended first = waiting.peek();
          first != null && batch.size() < BATCH && orders.add(first.order());
          first = waiting.peek()) {
        batch.add(waiting.remove());
      }
      batch.sort(Comparator.comparing(Ended::order));
      return batch;
    }
  }
}
