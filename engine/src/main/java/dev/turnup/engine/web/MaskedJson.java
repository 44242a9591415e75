package dev.turnup.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** JSON as staff may see it: what is secret by its name is not there. */
final class MaskedJson {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TextNode MASK = TextNode.valueOf("•••");

  /** Attributes whose names hold one of these, and characteristics that are named so. */
  private static final Set<String> SECRET =
      Set.of("password", "passphrase", "secret", "token", "credential", "authorization");

  /** Too short to look for within others. */
  private static final Set<String> SECRET_WHOLE = Set.of("pin", "puk", "ki", "opc");

  private MaskedJson() {}

  /** A document that Turnup wrote itself. */
  static JsonNode of(String text) {
    try {
      JsonNode document = JSON.readTree(text);
      mask(document);
      return document;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is kept is JSON", e);
    }
  }

  private static void mask(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (isSecret(object.path("name").asText()) && object.has("value")) {
        object.set("value", MASK);
      }
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.stream().filter(MaskedJson::isSecret).forEach(name -> object.set(name, MASK));
    }
    node.forEach(MaskedJson::mask);
  }

  private static boolean isSecret(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return SECRET_WHOLE.contains(small) || SECRET.stream().anyMatch(small::contains);
  }
}
