package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Posts orders, and knows which were accepted. */
final class Load {

  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);
  private static final int DIGITS = 3;

  private final URI orders;
  private final String authorization;
  private final AtomicInteger lastNumber = new AtomicInteger();
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(
              Executors.newFixedThreadPool(
                  4,
                  task -> {
                    Thread thread = new Thread(task, "load");
                    thread.setDaemon(true);
                    return thread;
                  }))
          .build();

  Load(URI orders, String user, String password) {
    this.orders = orders;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** How many were accepted so far. */
  int accepted() {
    return accepted.size();
  }

  /** The number of the last one; for whoever posts one at a time. */
  String last() {
    return accepted.stream().reduce((before, after) -> after).orElseThrow();
  }

  /** Their numbers. */
  List<String> numbers() {
    return List.copyOf(accepted);
  }

  /** Whether one is accepted at once; false while nobody listens. */
  boolean tryOne(IntFunction<String> order) {
    return post(order).handle((answer, down) -> down == null && answer).join();
  }

  /** Posts as many as fast as they are accepted, some at a time. */
  void post(int many, IntFunction<String> order) {
    int atATime = 16;
    for (int left = many; left > 0; left -= atATime) {
      CompletableFuture.allOf(
              IntStream.range(0, Math.min(left, atATime))
                  .mapToObj(i -> post(order))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    expectNoneRefused();
  }

  /**
   * Posts at a fixed rate, whatever becomes of those before: the time of each counts from when it
   * was due, so that one slow answer is told of by all that had to wait for it.
   */
  Histogram atRate(double ordersPerSecond, Duration time, IntFunction<String> order) {
    Histogram micros = new ConcurrentHistogram(DIGITS);
    micros.setAutoResize(true);
    long many = Math.max(1, Math.round(ordersPerSecond * time.toMillis() / 1000));
    CompletableFuture<?>[] posts = new CompletableFuture<?>[(int) many];
    long start = System.nanoTime();
    for (int i = 0; i < many; i++) {
      long due = start + Math.round(i * 1e9 / ordersPerSecond);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      posts[i] =
          post(order).thenAccept(done -> micros.recordValue((System.nanoTime() - due) / 1000));
    }
    CompletableFuture.allOf(posts).join();
    expectNoneRefused();
    return micros;
  }

  void expectNoneRefused() {
    if (!refused.isEmpty()) {
      throw new IllegalStateException(
          "%d orders were refused, the first: %s".formatted(refused.size(), refused.peek()));
    }
  }

  /** True when it was accepted. */
  private CompletableFuture<Boolean> post(IntFunction<String> order) {
    HttpRequest request =
        HttpRequest.newBuilder(orders)
            .timeout(LONGEST_ANSWER)
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(order.apply(lastNumber.incrementAndGet())))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(this::noted);
  }

  private boolean noted(HttpResponse<String> answer) {
    if (answer.statusCode() == 201) {
      accepted.add(answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", ""));
      return true;
    }
    refused.add(answer.statusCode() + " " + answer.body());
    return false;
  }
}
