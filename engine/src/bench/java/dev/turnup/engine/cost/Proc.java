package dev.turnup.engine.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Linux says of a process: its processor time and its threads. */
final class Proc {

  /** Linux counts in hundredths of a second, whatever the hardware does. */
  private static final long MILLIS_A_TICK = 10;

  /** Where a process says how long it and its ended children ran, counted after its name. */
  private static final int USER = 11;

  static final int OF_ITSELF = 13;
  static final int OF_ENDED_CHILDREN = 15;

  private Proc() {}

  /** Of a process and all its children, also of those that have ended. */
  static long cpuMillis(ProcessHandle process) {
    return ticks(directory(process), OF_ENDED_CHILDREN) * MILLIS_A_TICK
        + process.children().mapToLong(Proc::cpuMillis).sum();
  }

  /** Of the threads of a JVM that compile, by their ids; none once it has ended. */
  static Map<Long, Long> compilerMillis(ProcessHandle jvm) {
    Map<Long, Long> millis = new HashMap<>();
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(directory(jvm).resolve("task"), Proc::compiles)) {
      for (Path thread : threads) {
        millis.put(
            Long.valueOf(thread.getFileName().toString()),
            ticks(thread, OF_ITSELF) * MILLIS_A_TICK);
      }
    } catch (NoSuchFileException | DirectoryIteratorException ended) {
      return millis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return millis;
  }

  private static boolean compiles(Path thread) {
    return text(thread.resolve("comm")).matches("(?s)C[12] Comp.*");
  }

  private static long ticks(Path task, int last) {
    return ticks(text(task.resolve("stat")), last);
  }

  /**
   * Of itself, or of itself and its children that have ended; nothing of an empty line.
   *
   * @param stat pid, name in parentheses, which may contain any character, and numbers
   */
  static long ticks(String stat, int last) {
    String[] words = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    long ticks = 0;
    for (int i = USER; i < Math.min(last, words.length); i++) {
      ticks += Long.parseLong(words[i]);
    }
    return ticks;
  }

  /** Nothing of what has just ended, before or while it is read. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      if (Files.exists(file)) {
        throw new UncheckedIOException(e);
      }
      return "";
    }
  }

  private static Path directory(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  static int threads(ProcessHandle process) {
    return Integer.parseInt(
        lines(directory(process).resolve("status")).stream()
            .filter(line -> line.startsWith("Threads:"))
            .map(line -> line.substring("Threads:".length()).strip())
            .findFirst()
            .orElse("0"));
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
