package dev.turnup.engine.web;

import static dev.turnup.engine.web.ApiDescription.resolved;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The API as its page shows it: texts only. */
record ApiPage(String title, List<String> about, List<Chapter> chapters, List<Type> types) {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Operations that belong together. */
  record Chapter(String name, String about, List<Operation> operations) {}

  record Operation(
      String id,
      String method,
      String path,
      String summary,
      String about,
      List<Attribute> parameters,
      List<Body> bodies,
      List<Answer> answers) {}

  /** A parameter or an attribute; {@code of} is the type it refers to, or empty. */
  record Attribute(String name, String in, String type, String of, boolean must, String about) {}

  record Body(String mediaType, String type, String of) {}

  /** {@code headers} are lines: a name, and what it says. */
  record Answer(String status, String about, String type, String of, List<String> headers) {}

  record Type(String name, String about, String values, List<Attribute> attributes) {}

  static ApiPage of(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          operations.add(operation(path.getKey(), path.getValue(), method));
          tags.add(method.getValue().path("tags").path(0).asText());
        }
      }
    }
    List<Chapter> chapters = new ArrayList<>();
    for (JsonNode tag : document.path("tags")) {
      String name = tag.path("name").asText();
      List<Operation> own = new ArrayList<>();
      for (int i = 0; i < operations.size(); i++) {
        if (tags.get(i).equals(name)) {
          own.add(operations.get(i));
        }
      }
      chapters.add(new Chapter(name, tag.path("description").asText(), own));
    }
    List<Type> types = new ArrayList<>();
    for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
      types.add(type(schema.getKey(), schema.getValue()));
    }
    JsonNode info = document.path("info");
    List<String> about =
        info.path("description").asText().lines().filter(l -> !l.isBlank()).toList();
    return new ApiPage(
        info.path("title").asText() + " " + info.path("version").asText(), about, chapters, types);
  }

  private static Operation operation(
      String path, JsonNode shared, Map.Entry<String, JsonNode> method) {
    JsonNode operation = method.getValue();
    List<Attribute> parameters = new ArrayList<>();
    for (JsonNode where : List.of(shared, operation)) {
      where.path("parameters").forEach(each -> parameters.add(parameter(resolved(each))));
    }
    List<Body> bodies = new ArrayList<>();
    for (Map.Entry<String, JsonNode> body : operation.at("/requestBody/content").properties()) {
      JsonNode schema = body.getValue().path("schema");
      bodies.add(new Body(body.getKey(), nameOf(schema), referredBy(schema)));
    }
    List<Answer> answers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      JsonNode response = resolved(answer.getValue());
      JsonNode content = response.path("content");
      JsonNode schema = content.isEmpty() ? content : content.iterator().next().path("schema");
      answers.add(
          new Answer(
              answer.getKey().equals("default") ? "4xx, 503" : answer.getKey(),
              response.path("description").asText(),
              nameOf(schema),
              referredBy(schema),
              headers(response)));
    }
    return new Operation(
        operation.path("operationId").asText(),
        method.getKey().toUpperCase(Locale.ROOT),
        path,
        operation.path("summary").asText(),
        operation.path("description").asText(),
        parameters,
        bodies,
        answers);
  }

  private static List<String> headers(JsonNode response) {
    return response.path("headers").properties().stream()
        .map(
            header ->
                header.getKey() + ": " + resolved(header.getValue()).path("description").asText())
        .toList();
  }

  private static Attribute parameter(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    return new Attribute(
        parameter.path("name").asText(),
        parameter.path("in").asText(),
        nameOf(schema),
        referredBy(schema),
        parameter.path("required").asBoolean(),
        parameter.path("description").asText());
  }

  private static Type type(String name, JsonNode schema) {
    List<Attribute> attributes = new ArrayList<>();
    List<JsonNode> parts = new ArrayList<>(List.of(schema));
    schema.path("allOf").forEach(parts::add);
    List<String> bases = new ArrayList<>();
    for (JsonNode part : parts) {
      if (part.has("$ref")) {
        bases.add(referredBy(part));
      }
      for (Map.Entry<String, JsonNode> attribute : part.path("properties").properties()) {
        attributes.add(attribute(attribute, schema.path("required")));
      }
    }
    String about = schema.path("description").asText();
    return new Type(
        name,
        bases.isEmpty() ? about : about + " Like " + String.join(", ", bases) + ", and:",
        values(schema),
        attributes);
  }

  private static Attribute attribute(Map.Entry<String, JsonNode> attribute, JsonNode required) {
    JsonNode schema = attribute.getValue();
    boolean must =
        StreamSupport.stream(required.spliterator(), false)
            .anyMatch(name -> name.asText().equals(attribute.getKey()));
    return new Attribute(
        attribute.getKey(),
        "",
        nameOf(schema),
        referredBy(schema),
        must,
        schema.path("description").asText());
  }

  private static String nameOf(JsonNode schema) {
    if (schema.has("$ref")) {
      return referredBy(schema);
    }
    if (schema.path("type").asText().equals("array")) {
      return "list of " + nameOf(schema.path("items"));
    }
    String values = values(schema);
    return values.isEmpty()
        ? schema.path("format").asText(schema.path("type").asText())
        : "one of " + values;
  }

  private static String values(JsonNode schema) {
    return StreamSupport.stream(schema.path("enum").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  /** The named type that it is, or is a list of; empty if it is none. */
  private static String referredBy(JsonNode schema) {
    String reference = schema.path("$ref").asText(schema.at("/items/$ref").asText());
    return reference.substring(reference.lastIndexOf('/') + 1);
  }
}
