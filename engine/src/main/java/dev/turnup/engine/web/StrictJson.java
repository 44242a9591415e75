package dev.turnup.engine.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Reads the JSON of a stranger into the same JSON value: the digits of numbers and unknown
 * attributes are kept, and what PostgreSQL's {@code jsonb} could not give back as it came (NUL,
 * half a surrogate pair, a duplicate key, a number beyond all measure) is refused with its path.
 *
 * <p>Nothing here is proportional to more than {@link #MAX_BYTES} or deeper than {@link
 * #MAX_DEPTH}.
 */
final class StrictJson {

  static final int MAX_BYTES = 5 * 1024 * 1024;
  static final int MAX_DEPTH = 32;

  /** Digits of a number written out, on each side of its decimal point. */
  private static final int MAX_DIGITS = 400;

  /** Characters of a path that an answer repeats. */
  private static final int MAX_PATH = 300;

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // the database writes digits out that were sent as an exponent
                  .maxNumberLength(3 * MAX_DIGITS)
                  // ours comes first, and knows the path
                  .maxNestingDepth(MAX_DEPTH + 2)
                  .build())
          .build();

  /** Keeps {@code 1.10} as it is; the default would make it {@code 1.1}. */
  private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

  private final JsonParser in;

  private StrictJson(JsonParser in) {
    this.in = in;
  }

  /**
   * Reads one JSON object and nothing after it.
   *
   * @param most bytes that it may have, up to {@link #MAX_BYTES}
   * @throws RequestRefused 413 as soon as more have come, else 400
   */
  static ObjectNode objectFrom(InputStream body, int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw RequestRefused.tooLarge(most);
    }
    String text = textOf(bytes);
    if (text.isBlank()) {
      throw RequestRefused.malformed(
          "empty-body", "the body is empty", "Send one JSON object, encoded as UTF-8.");
    }
    return objectIn(text);
  }

  /** Reads an object that came through {@link #objectFrom} before, from the database. */
  static ObjectNode objectIn(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new StrictJson(parser).onlyObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory could not be read", e);
    }
  }

  private static String textOf(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw RequestRefused.malformed(
          "malformed-json", "the body is not UTF-8", "Send one JSON object, encoded as UTF-8.");
    }
  }

  private ObjectNode onlyObject() throws IOException {
    try {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw RequestRefused.malformed(
            "wrong-type", "the body is not a JSON object", "Send one JSON object.");
      }
      ObjectNode object = object(1);
      if (in.nextToken() != null) {
        throw RequestRefused.malformed(
            "malformed-json", "something follows the JSON object", "Send one JSON object.");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw RequestRefused.malformed(
          "malformed-json",
          "the body is no JSON at line %d, column %d"
              .formatted(in.currentLocation().getLineNr(), in.currentLocation().getColumnNr()),
          firstLineOf(e.getOriginalMessage()));
    }
  }

  private JsonNode value(int depth) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> NODES.textNode(readable(in.getText()));
      case VALUE_NUMBER_INT -> NODES.numberNode(decimal(in.getText()).toBigInteger());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(decimal(in.getText()));
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object(int depth) throws IOException {
    refuseDeeperThanAllowed(depth);
    ObjectNode object = NODES.objectNode();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = readable(in.currentName());
      if (object.has(name)) {
        throw RequestRefused.malformed(
            "duplicate-attribute", here() + " is there twice", "Send each attribute once.");
      }
      in.nextToken();
      object.set(name, value(depth));
    }
    return object;
  }

  private ArrayNode array(int depth) throws IOException {
    refuseDeeperThanAllowed(depth);
    ArrayNode array = NODES.arrayNode();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(depth));
    }
    return array;
  }

  private void refuseDeeperThanAllowed(int depth) {
    if (depth > MAX_DEPTH) {
      throw RequestRefused.malformed("too-deep", here() + " is nested deeper than 32 levels", "");
    }
  }

  private String readable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        throw RequestRefused.malformed(
            "unreadable-text", here() + " contains the character NUL", "");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw RequestRefused.malformed(
              "unreadable-text", here() + " contains half a surrogate pair", "");
        }
        i++;
      }
    }
    return text;
  }

  private BigDecimal decimal(String digits) {
    try {
      BigDecimal number = new BigDecimal(digits);
      // the database writes digits out that were sent as an exponent, and they are read again
      if (number.precision() <= MAX_DIGITS
          && number.precision() - (long) number.scale() <= MAX_DIGITS
          && number.scale() <= MAX_DIGITS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // an exponent that no integer holds: the same to the caller
    }
    throw RequestRefused.malformed("wrong-type", here() + " is a number beyond all measure", "");
  }

  /** The path of what is being read, as {@code productOrderItem[2].product.place[0].role}. */
  private String here() {
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext at = in.getParsingContext(); at != null; at = at.getParent()) {
      if (at.inArray() && at.hasCurrentIndex()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.inObject() && at.hasCurrentName()) {
        path.insert(0, "." + at.getCurrentName());
      }
    }
    return path.isEmpty() ? "the body" : printable(path.substring(1));
  }

  /** A name is the caller's text too, and may be what is wrong. */
  private static String printable(String path) {
    return UNPRINTABLE
        .matcher(path.length() > MAX_PATH ? path.substring(0, MAX_PATH) + "…" : path)
        .replaceAll("?");
  }

  private static String firstLineOf(String text) {
    return text.lines().findFirst().orElse("");
  }
}
