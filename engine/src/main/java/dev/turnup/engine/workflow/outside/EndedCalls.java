package dev.turnup.engine.workflow.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What has come back to this node, of all topics. What comes while others are applied is applied
 * together, by few threads: the busier the node, the less each outcome costs. Those of one order
 * have the same thread, so that they do not wait for each other's transaction.
 */
@Component
class EndedCalls {

  /** In one transaction; more gain nothing. */
  private static final int BATCH = 32;

  private final ApplyOutcomes apply;
  private final List<Lane> lanes;

  /**
   * @param many transactions at the same time
   */
  EndedCalls(ApplyOutcomes apply, OutsideThreads threads, @Value("${turnup.at-once}") int many) {
    this.apply = apply;
    this.lanes = Stream.generate(() -> new Lane(threads)).limit(many).toList();
  }

  /**
   * @param over is done in any case once the outcome has been applied, or could not be
   */
  void add(EndedCall<?, ?, ?> ended, Runnable over) {
    int lane = Math.floorMod(ended.call().task().order().hashCode(), lanes.size());
    lanes.get(lane).add(new Ended(ended, over));
  }

  private record Ended(EndedCall<?, ?, ?> call, Runnable over) {}

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
      List<Ended> batch = new ArrayList<>();
      for (Ended next; batch.size() < BATCH && (next = waiting.poll()) != null; ) {
        batch.add(next);
      }
      try {
        apply.all(batch.stream().<EndedCall<?, ?, ?>>map(Ended::call).toList());
      } finally {
        batch.forEach(ended -> ended.over().run());
        if (!waiting.isEmpty()) {
          applying.ask();
        }
      }
    }
  }
}
