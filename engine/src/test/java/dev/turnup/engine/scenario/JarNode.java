package dev.turnup.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnup.engine.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged jar in a JVM of its own, which can be killed and frozen. */
final class JarNode implements AutoCloseable {

  private static final Path JAR = Path.of(System.getProperty("turnup.jar", "target/turnup.jar"));

  private final Process process;
  private final Path log;
  private final URI base;

  private JarNode(Process process, Path log, URI base) {
    this.process = process;
    this.log = log;
    this.base = base;
  }

  /**
   * Starts the jar; does not wait for it.
   *
   * @param directory where it runs and keeps its log
   */
  static JarNode start(Path directory, String name, int port, String... arguments) {
    assertThat(JAR).as("the packaged jar; mvn package makes it").exists();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--server.port=" + port));
    command.addAll(List.of(arguments));
    Path log = directory.resolve(name + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new JarNode(process, log, URI.create("http://localhost:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI base() {
    return base;
  }

  Caller as(String user) {
    return Caller.basic(base, user, user);
  }

  /** Waits until the node serves. */
  JarNode awaitReady(String path) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptions()
        .until(
            () -> {
              assertThat(process.isAlive()).as(output()).isTrue();
              return Caller.anonymous(base).get(path).statusCode() == 200;
            });
    return this;
  }

  /** {@code kill -9}: nothing of the node's runs any more, not even a shutdown hook. */
  void kill() {
    signal("KILL");
    awaitEnd();
  }

  /** Every thread of the node stops where it is, and its locks go on ageing. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      thaw();
      process.destroyForcibly();
      awaitEnd();
    }
  }

  private void signal(String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(exit).as("kill -%s", signal).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the node has ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
