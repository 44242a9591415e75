package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON as the stand-ins read and write it. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final ObjectWriter INDENTED =
      MAPPER.writer(
          new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * Reads {@code bytes}; nothing at all reads as an empty object.
   *
   * @throws IOException if that is no JSON
   */
  public static JsonNode read(byte[] bytes) throws IOException {
    return bytes.length == 0 ? object() : MAPPER.readTree(bytes);
  }

  /** Reads what {@link #write} wrote. */
  public static JsonNode reread(String written) {
    try {
      return MAPPER.readTree(written);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON", e);
    }
  }

  /** For people. */
  public static String writeIndented(JsonNode node) {
    try {
      return INDENTED.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON", e);
    }
  }

  /** A copy of {@code node} to add to; empty if it is no object. */
  public static ObjectNode copy(JsonNode node) {
    return node instanceof ObjectNode object ? object.deepCopy() : object();
  }

  /**
   * Puts the characteristics of {@code changes} into {@code document}, under the attribute {@code
   * name}, in place of those of the same name.
   */
  public static void merge(ObjectNode document, String name, JsonNode changes) {
    if (changes.isEmpty()) {
      return;
    }
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    document.path(name).forEach(each -> merged.put(each.path("name").asText(), each));
    changes.forEach(each -> merged.put(each.path("name").asText(), each));
    document.putArray(name).addAll(merged.values());
  }

  /**
   * The text or number at {@code pointer} ({@code /place/0/id}), as text; empty if there is none.
   */
  public static Optional<String> text(JsonNode node, String pointer) {
    JsonNode found = node.at(pointer);
    return found.isValueNode() && !found.isNull() && !found.asText().isBlank()
        ? Optional.of(found.asText())
        : Optional.empty();
  }
}
