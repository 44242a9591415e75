package dev.turnup.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * W3C trace context: all calls of one order are one trace, on every node and after every restart.
 */
final class TraceParent {

  private TraceParent() {}

  static String ofOrder(String order) {
    String trace = HexFormat.of().formatHex(sha256("turnup order " + order), 0, 16);
    return "00-%s-%016x-01".formatted(trace, ThreadLocalRandom.current().nextLong());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
