package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.resource.Column;
import dev.turnup.engine.resource.Line;
import dev.turnup.engine.resource.Resource;
import dev.turnup.engine.resource.ResourceKind;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources as JSON objects: an attribute for each column, {@code id} and {@code version}. */
final class ResourceJson {

  private static final String ID = "id";
  private static final String VERSION = "version";

  /** Told with a change, and no part of the resource. */
  static final String LOST_VISITS = "lostVisits";

  static final int MOST_LOST_VISITS = 1_000;

  private ResourceJson() {}

  static Map<String, Object> of(ResourceKind kind, Resource resource) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put(ID, resource.id());
    for (Column column : kind.columns()) {
      String value = resource.values().getOrDefault(column.name(), "");
      switch (column.shape()) {
        case TEXT -> {
          if (!value.isEmpty()) {
            shown.put(column.name(), value);
          }
        }
        case NUMBER -> {
          if (!value.isEmpty()) {
            shown.put(column.name(), Integer.valueOf(value));
          }
        }
        case WORDS ->
            shown.put(column.name(), value.isEmpty() ? List.of() : List.of(value.split(" ")));
      }
    }
    shown.put(VERSION, resource.version());
    return shown;
  }

  /** The first of the visits that technicians cannot make any more. */
  static List<Map<String, Object>> of(List<Duty> lost) {
    return lost.stream().limit(MOST_LOST_VISITS).map(ResourceJson::of).toList();
  }

  private static Map<String, Object> of(Duty duty) {
    Map<String, Object> lost = new LinkedHashMap<>();
    duty.work()
        .ifPresentOrElse(
            work -> {
              lost.put("order", work.order().value());
              lost.put("delivery", work.number());
            },
            () -> lost.put("appointment", duty.appointment().toString()));
    lost.put("technician", duty.slot().technician());
    lost.put("start", duty.slot().start().toOffsetDateTime().toString());
    lost.put("end", duty.slot().end().toOffsetDateTime().toString());
    return lost;
  }

  /**
   * What somebody sent.
   *
   * @throws RequestRefused 400 where an attribute is of another type
   */
  static Line lineOf(ResourceKind kind, ObjectNode sent) {
    Map<String, Column> columns = new LinkedHashMap<>();
    kind.columns().forEach(column -> columns.put(column.name(), column));
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> attribute : sent.properties()) {
      String name = attribute.getKey();
      JsonNode value = attribute.getValue();
      boolean ours =
          name.equals(VERSION)
              || name.equals(LOST_VISITS)
              || name.equals(ID) && !columns.containsKey(ID);
      if (!ours && !value.isNull()) {
        Column column = columns.get(name);
        values.put(name, column == null ? "" : text(column, value));
      }
    }
    return new Line(0, values);
  }

  static Optional<Integer> versionOf(ObjectNode sent) {
    JsonNode version = sent.path(VERSION);
    if (version.isMissingNode()) {
      return Optional.empty();
    }
    if (!version.canConvertToInt() || !version.isIntegralNumber()) {
      throw wrongType(VERSION, "a whole number");
    }
    return Optional.of(version.intValue());
  }

  private static String text(Column column, JsonNode value) {
    return switch (column.shape()) {
      case TEXT -> {
        if (!value.isTextual()) {
          throw wrongType(column.name(), "a string");
        }
        yield value.textValue();
      }
      case NUMBER -> {
        if (!value.isIntegralNumber()) {
          throw wrongType(column.name(), "a whole number");
        }
        yield value.asText();
      }
      case WORDS -> words(column, value);
    };
  }

  private static String words(Column column, JsonNode value) {
    List<String> words = new ArrayList<>();
    for (JsonNode word : value) {
      if (!word.isTextual() || word.textValue().isBlank() || word.textValue().contains(" ")) {
        throw wrongType(column.name(), "an array of words");
      }
      words.add(word.textValue());
    }
    if (!value.isArray()) {
      throw wrongType(column.name(), "an array of words");
    }
    return String.join(" ", words);
  }

  private static RequestRefused wrongType(String name, String type) {
    return RequestRefused.malformed("wrong-type", name + " is not " + type, "");
  }
}
