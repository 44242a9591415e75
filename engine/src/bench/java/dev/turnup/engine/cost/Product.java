package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;

/** What is ordered: the sandbox's samples, each time by another customer at another site. */
enum Product {
  MOBILE_LINE("mobile-line", false),
  INTERNET("internet", true),
  TRIPLE_PLAY("triple-play", true);

  private static final int DAYS_TO_WAIT = 60;

  private final String code;
  private final boolean visited;
  private final String sample;

  Product(String code, boolean visited) {
    this.code = code;
    this.visited = visited;
    this.sample = sample(code);
  }

  static Product of(String code) {
    return Arrays.stream(values())
        .filter(product -> product.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no product " + code));
  }

  String code() {
    return code;
  }

  /** Whether a technician has to come. */
  boolean isVisited() {
    return visited;
  }

  /** An order that is delivered at once. */
  String order(int number) {
    return sample
        .replaceAll("CUST-\\d+", "CUST-" + number)
        .replaceAll("SITE-[A-Z0-9-]+", "SITE-" + number)
        .replaceAll("\"streetNr\": \"\\d+\"", "\"streetNr\": \"" + number + "\"");
  }

  /** An order that is accepted, planned, promised, and then waits for its day. */
  String laterOrder(int number) {
    return order(number)
        .replaceFirst(
            "\\{",
            "{\"requestedStartDate\": \"%s\","
                .formatted(
                    Instant.now()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plus(DAYS_TO_WAIT, ChronoUnit.DAYS)));
  }

  private static String sample(String code) {
    try (InputStream file =
        Objects.requireNonNull(Product.class.getResourceAsStream("/samples/" + code + ".json"))) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
