package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Orders to try. Each is a plain TMF622 order whose dates were written on {@link #DAY_WRITTEN}; it
 * is given as if it had been written today, by the sandbox's clock.
 */
final class SampleControl implements Control {

  static final LocalDate DAY_WRITTEN = LocalDate.of(2026, 1, 1);

  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*");
  private static final int DAY_LENGTH = 10;

  private final Clock clock;

  SampleControl(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Entry> entries() {
    return List.of(
        Control.get("/sandbox/samples", "names of orders to try", request -> names()),
        Control.get(
            "/sandbox/samples/{name}",
            "the order, to be posted to Turnup as it is, its dates counted from today",
            this::sample));
  }

  private Reply names() {
    ArrayNode names = Json.array();
    files()
        .keySet()
        .forEach(
            name -> names.addObject().put("name", name).put("href", "/sandbox/samples/" + name));
    return Reply.ok(names);
  }

  private Reply sample(ControlRequest request) throws ControlRefusal {
    Map<String, Resource> files = files();
    String name = request.variable("name");
    Resource file = files.get(name);
    if (file == null) {
      throw ControlRefusal.unknown(
          "there is no sample %s; there are %s".formatted(name, String.join(", ", files.keySet())));
    }
    try (InputStream content = file.getInputStream()) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      return Reply.ok(
          moved(Json.read(content.readAllBytes()), ChronoUnit.DAYS.between(DAY_WRITTEN, today)));
    } catch (IOException e) {
      throw new UncheckedIOException("sample %s cannot be read".formatted(name), e);
    }
  }

  private static Map<String, Resource> files() {
    Map<String, Resource> files = new TreeMap<>();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver(SampleControl.class.getClassLoader())
              .getResources("classpath*:samples/*.json")) {
        String name = String.valueOf(file.getFilename());
        files.put(name.substring(0, name.length() - ".json".length()), file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the samples cannot be listed", e);
    }
    return files;
  }

  /** The same, every moment in it later by {@code days}, at the same time of day. */
  private static JsonNode moved(JsonNode node, long days) {
    if (node.isTextual() && MOMENT.matcher(node.asText()).matches()) {
      String text = node.asText();
      LocalDate day = LocalDate.parse(text.substring(0, DAY_LENGTH)).plusDays(days);
      return TextNode.valueOf(day + text.substring(DAY_LENGTH));
    }
    if (node.isArray()) {
      ArrayNode list = Json.array();
      node.forEach(element -> list.add(moved(element, days)));
      return list;
    }
    if (node.isObject()) {
      ObjectNode object = Json.object();
      node.properties()
          .forEach(attribute -> object.set(attribute.getKey(), moved(attribute.getValue(), days)));
      return object;
    }
    return node;
  }
}
