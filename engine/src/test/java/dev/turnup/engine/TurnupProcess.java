package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Turnup in a process of its own, as the packaged jar: for what can only be seen from outside, a
 * start, a stop, a crash. Needs {@code mvn verify -DskipITs} before.
 */
public final class TurnupProcess implements AutoCloseable {

  /** The packaged jar. */
  public static final Path JAR = Path.of("target", "turnup.jar").toAbsolutePath();

  /** The same, unpacked: starts quicker. */
  public static final Path UNPACKED = Path.of("target", "unpacked", "turnup.jar").toAbsolutePath();

  /** The classes of the unpacked jar as a JVM has kept them: the next starts a third quicker. */
  private static final Path CLASSES = UNPACKED.resolveSibling("turnup.jsa");

  private final Process process;
  private final int port;
  private final Path log;

  private TurnupProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts one on a free port, in a directory of its own or of another before it. */
  public static TurnupProcess start(Path directory, String... settings) {
    return startOn(FreePorts.find(1).get(0), directory, settings);
  }

  public static TurnupProcess startOn(int port, Path directory, String... settings) {
    List<String> classes =
        Files.exists(CLASSES) ? List.of("-XX:SharedArchiveFile=" + CLASSES) : List.of();
    return launch(UNPACKED, classes, port, directory, settings);
  }

  /** Starts one that will end by itself, and leaves its classes to those that start later. */
  public static TurnupProcess startFirst(int port, Path directory, String... settings) {
    return launch(
        UNPACKED, List.of("-XX:ArchiveClassesAtExit=" + CLASSES), port, directory, settings);
  }

  /** Starts another jar, a newer version say. */
  public static TurnupProcess startJar(Path jar, int port, Path directory, String... settings) {
    return launch(jar, List.of(), port, directory, settings);
  }

  private static TurnupProcess launch(
      Path jar, List<String> classes, int port, Path directory, String... settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:ReservedCodeCacheSize=128m",
                "-XX:MetaspaceSize=256m",
                "-Xmn256m",
                "-Xmx1g",
                // what a JVM has to say of its classes is nobody's line of the log
                "-Xlog:disable",
                // many start at once, and what is wrong with a class the compiler has found
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
    command.addAll(classes);
    command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
    FreePorts.forSandbox()
        .forEach(
            (name, free) -> {
              String setting = "--" + name + "=";
              if (Stream.of(settings).noneMatch(given -> given.startsWith(setting))) {
                command.add(setting + free);
              }
            });
    command.addAll(List.of(settings));
    try {
      Path log = Files.createTempFile(directory, "turnup-", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new TurnupProcess(process, port, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it serves. */
  public TurnupProcess awaitStarted() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !process.isAlive() || log().contains("Started Turnup in"));
    assertThat(process.isAlive()).as(log()).isTrue();
    return this;
  }

  /** Waits until something is served at that path, by Turnup or a stand-in on its port. */
  public TurnupProcess awaitServing(String path) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !process.isAlive() || serves(path));
    assertThat(process.isAlive()).as(log()).isTrue();
    return this;
  }

  private boolean serves(String path) {
    try {
      return Caller.anonymous(base()).get(path).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Waits until it has ended by itself. */
  public int awaitExit(Duration most) {
    try {
      assertThat(process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)).as(log()).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until it has given up, with one line that says what is wrong and what to do. */
  public void awaitRefused(String... parts) {
    assertThat(awaitExit(Duration.ofMinutes(3))).isNotZero();
    assertThat(log()).doesNotContain("\tat ");
    assertThat(lastLine()).startsWith("Turnup did not start: ").contains(parts);
  }

  /** Asks it to stop, as a service manager does (SIGTERM). */
  public void stop() {
    process.destroy();
  }

  /** Ends it without a word (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(10));
  }

  /** Every thread of it stops where it is, and its locks go on ageing (SIGSTOP). */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen one go on. */
  public void thaw() {
    signal("CONT");
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

  /** How long processors have worked for it, however many others they work for. */
  public Duration worked() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  public long pid() {
    return process.pid();
  }

  public URI base() {
    return URI.create("http://localhost:" + port);
  }

  /** One of the sandbox's users. */
  public Caller as(String user) {
    return Caller.basic(base(), user, user);
  }

  /** Everything that it has written. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lastLine() {
    return log().lines().reduce((before, last) -> last).orElse("");
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
