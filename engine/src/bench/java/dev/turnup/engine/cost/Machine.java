package dev.turnup.engine.cost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** The machine that is measured on, and whether it does anything else. */
public final class Machine {

  private static final Duration LOOK = Duration.ofSeconds(5);

  /** Of all processors; a machine that does nothing has a little to do all the same. */
  private static final double STILL_IDLE = 0.05;

  private Machine() {}

  /** Its load averages, and how much of its processors was in use for some seconds. */
  public record Load(String averages, double used) {

    public boolean isBusy() {
      return used > STILL_IDLE;
    }

    @Override
    public String toString() {
      return "load averages %s, %.0f %% of the processors in use".formatted(averages, used * 100);
    }
  }

  /** Looks for some seconds. */
  public static Load load() throws InterruptedException {
    long[] before = jiffies();
    Thread.sleep(LOOK.toMillis());
    long[] after = jiffies();
    double all = after[0] - before[0];
    String averages =
        String.join(" ", Arrays.copyOf(Proc.lines(Path.of("/proc/loadavg")).get(0).split(" "), 3));
    return new Load(averages, 1 - (after[1] - before[1]) / all);
  }

  /** All and the idle ones. */
  private static long[] jiffies() {
    long[] words =
        Arrays.stream(Proc.lines(Path.of("/proc/stat")).get(0).split("\\s+"))
            .skip(1)
            .mapToLong(Long::parseLong)
            .toArray();
    int idle = 3;
    return new long[] {Arrays.stream(words).sum(), words[idle] + words[idle + 1]};
  }

  /** In one line. */
  public static String description() {
    return "%s, %d processors, %s memory, Linux %s, Java %s"
        .formatted(
            value("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            gigabytes(value("/proc/meminfo", "MemTotal")),
            System.getProperty("os.version"),
            System.getProperty("java.runtime.version"));
  }

  private static String value(String file, String name) {
    return Proc.lines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown " + name);
  }

  private static String gigabytes(String kilobytes) {
    return "%.0f GB".formatted(Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1048576.0);
  }
}
