package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/** Two documents with the same JSON value have the same hash, however they were written. */
final class CanonicalJson {

  private final MessageDigest digest;

  private CanonicalJson(MessageDigest digest) {
    this.digest = digest;
  }

  /** SHA-256 of the value, in hexadecimal digits. */
  static String hashOf(JsonNode value) {
    try {
      CanonicalJson canonical = new CanonicalJson(MessageDigest.getInstance("SHA-256"));
      canonical.add(value);
      return HexFormat.of().formatHex(canonical.digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void add(JsonNode value) {
    if (value.isObject()) {
      add("{");
      for (String name : sortedNamesOf(value)) {
        add(JsonNodeFactory.instance.textNode(name).toString());
        add(":");
        add(value.get(name));
        add(",");
      }
      add("}");
    } else if (value.isArray()) {
      add("[");
      for (JsonNode element : value) {
        add(element);
        add(",");
      }
      add("]");
    } else {
      add(value.isNumber() ? sameFor(value.decimalValue()) : value.toString());
    }
  }

  private static List<String> sortedNamesOf(JsonNode object) {
    return StreamSupport.stream(
            Spliterators.spliterator(object.fieldNames(), object.size(), Spliterator.NONNULL),
            false)
        .sorted()
        .toList();
  }

  /** {@code 1}, {@code 1.0} and {@code 1e0} are the same number. */
  private static String sameFor(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
  }

  private void add(String text) {
    digest.update(text.getBytes(UTF_8));
  }
}
