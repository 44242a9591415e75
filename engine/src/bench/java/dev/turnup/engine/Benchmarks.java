package dev.turnup.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts a benchmark by its name, in a JVM of its own. What follows the name is the benchmark's:
 * {@code -Dbench="large-order --until=planned"}.
 */
final class Benchmarks {

  private static final Map<String, String> CLASSES =
      new TreeMap<>(
          Map.of(
              "booking", "dev.turnup.engine.scheduling.BookingBenchmark",
              "decomposition", "dev.turnup.engine.decomposition.DecompositionBenchmark",
              "kpis", "dev.turnup.engine.persistence.KpiBenchmark",
              "large-order", "dev.turnup.engine.LargeOrderBenchmark",
              "mass-failure", "dev.turnup.engine.MassFailureBenchmark",
              "order-cost", "dev.turnup.engine.cost.OrderCostBenchmark",
              "open-steps", "dev.turnup.engine.workflow.OpenStepsBenchmark",
              "paging", "dev.turnup.engine.persistence.PagingBenchmark",
              "statements", "dev.turnup.engine.cost.StatementsBenchmark",
              "watch", "dev.turnup.engine.escalation.WatchBenchmark"));

  private static final String LIST = "list";
  private static final String PROPERTY = "-D";

  private Benchmarks() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> words = List.of(String.join(" ", args).strip().split("\\s+"));
    String benchmark = CLASSES.get(words.get(0));
    if (benchmark == null) {
      System.err.println("Say which benchmark: -Dbench=" + String.join(", ", CLASSES.keySet()));
      System.exit(words.get(0).equals(LIST) ? 0 : 2);
    }
    List<String> options = words.subList(1, words.size());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx2g");
    options.stream().filter(option -> option.startsWith(PROPERTY)).forEach(command::add);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), benchmark));
    options.stream().filter(option -> !option.startsWith(PROPERTY)).forEach(command::add);
    System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}
