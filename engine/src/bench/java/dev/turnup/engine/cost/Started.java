package dev.turnup.engine.cost;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that was started, and its log. */
final class Started implements AutoCloseable {

  private static final int LAST_LINES = 30;

  /**
   * As it ends a first start writes an archive of its classes, without which a second is slower.
   */
  private static final int LONGEST_END_MINUTES = 5;

  private final Process process;
  private final Path log;

  /** Where what others wrote ends. */
  private final long begin;

  private Started(Process process, Path log, long begin) {
    this.process = process;
    this.log = log;
    this.begin = begin;
  }

  static Started run(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    long begin = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        new ProcessBuilder(command)
            .directory(log.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    // whoever stops the benchmark stops what it has started
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Started(process, log, begin);
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /**
   * @throws IllegalStateException if it has ended, with what it said last
   */
  void expectAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          "ended with %d:%n%s"
              .formatted(
                  process.exitValue(),
                  String.join(
                      System.lineSeparator(),
                      lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
    }
  }

  /** Bytes of the objects that are in use, once all others are collected. */
  long heap() throws IOException, InterruptedException {
    Process histogram =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    List<String> lines = new String(histogram.getInputStream().readAllBytes()).lines().toList();
    histogram.waitFor();
    return lines.stream()
        .filter(line -> line.startsWith("Total"))
        .map(line -> line.split("\\s+"))
        .mapToLong(words -> Long.parseLong(words[2]))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(String.join("\n", lines)));
  }

  /** How often it has said so. */
  long timesOutOfMemory() throws IOException {
    try (InputStream said = Files.newInputStream(log)) {
      said.skipNBytes(begin);
      return new String(said.readAllBytes())
          .lines()
          .filter(line -> line.contains(OutOfMemoryError.class.getSimpleName()))
          .count();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_END_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
