package dev.turnup.engine.web;

import dev.turnup.engine.bulk.RunOrder;
import dev.turnup.engine.bulk.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run over many orders as its page shows it: how far it is as a picture, what becomes of its
 * orders by likeness, and a part of them. Texts and measures only.
 *
 * @param goesOn whether the page loads itself again
 * @param steps what may be done now
 */
record BulkPage(
    ShownRun run,
    boolean goesOn,
    List<Step> steps,
    int width,
    List<Part> parts,
    Listed<ShownRun.Line> orders) {

  private static final int WIDTH = 1_000;

  /** One is seen, however many others there are. */
  private static final int NARROWEST = 4;

  /** What a button does. */
  record Step(String name, String label) {}

  /** Orders in one state, as a part of the whole. */
  record Part(int x, int width, String state, String label, int orders) {}

  /** In the sequence of the picture. */
  private static final List<Map.Entry<RunOrder.State, String>> LABELS =
      List.of(
          Map.entry(RunOrder.State.PROGRESSED, "went on"),
          Map.entry(RunOrder.State.DONE, "done"),
          Map.entry(RunOrder.State.UNCHANGED, "unchanged"),
          Map.entry(RunOrder.State.FAILED_AGAIN, "failed again"),
          Map.entry(RunOrder.State.REFUSED, "could not be done"),
          Map.entry(RunOrder.State.CHECKING, "had their turn, looked at again soon"),
          Map.entry(RunOrder.State.WAITING, "wait for their turn"),
          Map.entry(RunOrder.State.UNTOUCHED, "left untouched"),
          Map.entry(RunOrder.State.IMPOSSIBLE, "not possible, left alone"));

  static BulkPage of(ShownRun run, Listed<ShownRun.Line> orders) {
    return new BulkPage(
        run,
        run.state().equals(RunState.RUNNING.code()) || run.results().containsKey("checking"),
        steps(RunState.of(run.state())),
        WIDTH,
        parts(run.results()),
        orders);
  }

  private static List<Step> steps(RunState state) {
    Step stop = new Step("stop", "Stop for good");
    return switch (state) {
      case PREVIEWED -> List.of(new Step("start", "Start"), new Step("stop", "Discard"));
      case RUNNING -> List.of(new Step("pause", "Pause"), stop);
      case PAUSED -> List.of(new Step("resume", "Go on"), stop);
      case PREVIEWING -> List.of(new Step("stop", "Discard"));
      case STOPPED, DONE -> List.of();
    };
  }

  /** Each as wide as it has orders, and never too narrow to be seen. */
  private static List<Part> parts(Map<String, Integer> results) {
    int all = results.values().stream().mapToInt(Integer::intValue).sum();
    int shared = WIDTH - NARROWEST * results.size();
    List<Part> parts = new ArrayList<>();
    int counted = 0;
    for (Map.Entry<RunOrder.State, String> each : LABELS) {
      int orders = results.getOrDefault(each.getKey().code(), 0);
      if (orders > 0) {
        int x = parts.size() * NARROWEST + counted * shared / all;
        counted += orders;
        int end = (parts.size() + 1) * NARROWEST + counted * shared / all;
        parts.add(new Part(x, end - x, each.getKey().code(), each.getValue(), orders));
      }
    }
    return parts;
  }
}
