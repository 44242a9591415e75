package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the API is, as {@code openapi/turnup.yaml} says it. */
final class ApiDescription {

  /** Where the schema of an order with the extension is served. */
  static final String ORDER_SCHEMA = "/openapi/product-order.schema.json";

  private static final String SCHEMAS = "#/components/schemas/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The whole of it, an OpenAPI 3 document. */
  static final JsonNode DOCUMENT = read();

  private ApiDescription() {}

  /** The schema of an order with the extension, which needs no other document. */
  static JsonNode orderSchema() {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("$id", ORDER_SCHEMA);
    schema.put("$ref", SCHEMAS + "TurnupProductOrder");
    ObjectNode definitions = schema.putObject("definitions");
    definitions.setAll((ObjectNode) DOCUMENT.at("/components/schemas").deepCopy());
    pointAtDefinitions(schema);
    return schema;
  }

  private static void pointAtDefinitions(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
      String reference = object.get("$ref").textValue();
      object.put("$ref", reference.replace(SCHEMAS, "#/definitions/"));
    }
    node.forEach(ApiDescription::pointAtDefinitions);
  }

  /** What a part of the document is, where it only says what it is called. */
  static JsonNode resolved(JsonNode part) {
    return part.has("$ref") ? DOCUMENT.at(part.get("$ref").textValue().substring(1)) : part;
  }

  private static JsonNode read() {
    try (InputStream in = ApiDescription.class.getResourceAsStream("/openapi/turnup.yaml")) {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      return JSON.valueToTree(yaml.load(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException("the description of the API cannot be read", e);
    }
  }
}
