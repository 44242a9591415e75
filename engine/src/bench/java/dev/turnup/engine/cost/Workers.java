package dev.turnup.engine.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done at once: fetched some at a time, each completed in a transaction of its own.
 */
final class Workers {

  /** The outside work of a mobile line. */
  static final List<String> TOPICS =
      List.of(
          "inventory.check-capacities",
          "inventory.reserve-capacities",
          "inventory.extend-reservation",
          "network.activate-service",
          "network.verify-service",
          "inventory.record-service",
          "inventory.find-service",
          "billing.start-billing",
          "billing.confirm-billing");

  /** Fetched in one transaction. */
  static final int MOST = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final int THREADS = 8;
  private static final int TRIES = 10;
  private static final long IDLE_MILLIS = 20;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /** For what is locked. */
  private final Semaphore room = new Semaphore(MOST);

  /** A task that is locked. */
  record Task(String id, String topic) {}

  /** What Turnup's steps say for the gateways behind them. */
  static Map<String, Object> said(String topic) {
    return switch (topic) {
      case "inventory.check-capacities" ->
          Map.of("allAnswered", true, "leftComponentIds", new ArrayList<>());
      case "inventory.reserve-capacities" -> Map.of("leftComponentIds", new ArrayList<>());
      case "network.activate-service" -> Map.of("answeredLater", false);
      default -> Map.of();
    };
  }

  /**
   * Works from now on.
   *
   * @param fetch locks at most as many
   */
  void start(IntFunction<List<Task>> fetch, Consumer<Task> complete) {
    new Thread(() -> work(fetch, complete), "fetch").start();
  }

  private void work(IntFunction<List<Task>> fetch, Consumer<Task> complete) {
    try {
      while (true) {
        room.acquire();
        int most = 1 + room.drainPermits();
        List<Task> tasks = fetched(fetch, most);
        room.release(most - tasks.size());
        tasks.forEach(task -> threads.execute(() -> done(task, complete)));
        if (tasks.isEmpty()) {
          Thread.sleep(IDLE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Task> fetched(IntFunction<List<Task>> fetch, int most) {
    try {
      return fetch.apply(most);
    } catch (RuntimeException overtaken) {
      LOG.warn("fetched again: {}", overtaken.toString());
      return List.of();
    }
  }

  private void done(Task task, Consumer<Task> complete) {
    try {
      for (int tries = 1; !completed(task, complete, tries); tries++) {
        Thread.onSpinWait();
      }
    } finally {
      room.release();
    }
  }

  private static boolean completed(Task task, Consumer<Task> complete, int tries) {
    try {
      complete.accept(task);
      return true;
    } catch (RuntimeException overtaken) {
      if (tries == TRIES) {
        LOG.error("{} waits until its lock ends", task.topic(), overtaken);
      }
      return tries == TRIES;
    }
  }
}
