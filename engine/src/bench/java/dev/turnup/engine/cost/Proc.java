package dev.turnup.engine.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a process: its processor time and its threads. */
final class Proc {

  /** Linux counts in hundredths of a second, whatever the hardware does. */
  private static final long MILLIS_A_TICK = 10;

  /** Where a process says how long it and its ended children ran, counted after its name. */
  private static final int USER = 11;

  private static final int OF_ENDED_CHILDREN = 15;

  private Proc() {}

  /** Of a process and all its children, also of those that have ended. */
  static long cpuMillis(ProcessHandle process) {
    return ticks(process.pid(), OF_ENDED_CHILDREN) * MILLIS_A_TICK
        + process.children().mapToLong(Proc::cpuMillis).sum();
  }

  private static long ticks(long pid, int last) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = USER; i < last; i++) {
        ticks += Long.parseLong(words[i]);
      }
      return ticks;
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int threads(ProcessHandle process) {
    return Integer.parseInt(
        lines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
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
