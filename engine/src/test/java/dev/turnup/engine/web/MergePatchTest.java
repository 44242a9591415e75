package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** RFC 7396, appendix A, all of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"b"}          | {"a":"c"}                     | {"a":"c"}
          {"a":"b"}          | {"b":"c"}                     | {"a":"b","b":"c"}
          {"a":"b"}          | {"a":null}                    | {}
          {"a":"b","b":"c"}  | {"a":null}                    | {"b":"c"}
          {"a":["b"]}        | {"a":"c"}                     | {"a":"c"}
          {"a":"c"}          | {"a":["b"]}                   | {"a":["b"]}
          {"a":{"b":"c"}}    | {"a":{"b":"d","c":null}}      | {"a":{"b":"d"}}
          {"a":[{"b":"c"}]}  | {"a":[1]}                     | {"a":[1]}
          ["a","b"]          | ["c","d"]                     | ["c","d"]
          {"a":"b"}          | ["c"]                         | ["c"]
          {"a":"foo"}        | null                          | null
          {"a":"foo"}        | "bar"                         | "bar"
          {"e":null}         | {"a":1}                       | {"e":null,"a":1}
          [1,2]              | {"a":"b","c":null}            | {"a":"b"}
          {}                 | {"a":{"bb":{"ccc":null}}}     | {"a":{"bb":{}}}
          """)
  void makesOfTheExamplesWhatTheStandardMakesOfThem(String target, String patch, String result) {
    assertThat(MergePatch.on(json(target), json(patch))).isEqualTo(json(result));
  }

  @Property(tries = 500)
  void doesAsTheStandardsOwnWordsSay(
      @ForAll("values") JsonNode target, @ForAll("values") JsonNode patch) {
    String before = target + " " + patch;

    JsonNode result = MergePatch.on(target, patch);

    assertThat(plain(result)).isEqualTo(merged(plain(target), plain(patch)));
    assertThat(target + " " + patch).isEqualTo(before);
  }

  @Property(tries = 200)
  void leavesNothingToDoForTheSamePatch(
      @ForAll("values") JsonNode target, @ForAll("values") JsonNode patch) {
    JsonNode once = MergePatch.on(target, patch);

    assertThat(MergePatch.on(once, patch)).isEqualTo(once);
  }

  @Property(tries = 200)
  void bringsOneObjectToAnotherByTheirDifference(
      @ForAll("objects") JsonNode one, @ForAll("objects") JsonNode other) {
    JsonNode from = withoutNulls(one);
    JsonNode to = withoutNulls(other);

    assertThat(MergePatch.on(from, difference(from, to))).isEqualTo(to);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return value(3);
  }

  @Provide
  Arbitrary<JsonNode> objects() {
    return object(3);
  }

  /** Few names, so that they meet. */
  private static Arbitrary<JsonNode> object(int depth) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c", "@type"), value(depth - 1))
        .ofMaxSize(4)
        .map(
            members -> {
              ObjectNode object = JSON.createObjectNode();
              members.forEach(object::set);
              return object;
            });
  }

  private static Arbitrary<JsonNode> value(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.of("null", "null", "true", "1", "1.50", "\"x\"", "\"\"", "[]", "{}")
            .map(MergePatchTest::json);
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> array =
        value(depth - 1).list().ofMaxSize(3).map(JSON::<JsonNode>valueToTree);
    return Arbitraries.frequencyOf(
        Tuple.of(2, leaf), Tuple.of(1, array), Tuple.of(3, object(depth)));
  }

  /** The pseudo code of RFC 7396, section 2, on plain collections. */
  private static Object merged(Object target, Object patch) {
    if (!(patch instanceof Map<?, ?> changes)) {
      return patch;
    }
    Map<Object, Object> result = new LinkedHashMap<>();
    if (target instanceof Map<?, ?> members) {
      result.putAll(members);
    }
    for (Map.Entry<?, ?> change : changes.entrySet()) {
      if (change.getValue() == Nothing.NULL) {
        result.remove(change.getKey());
      } else {
        Object before = result.getOrDefault(change.getKey(), Nothing.NULL);
        result.put(change.getKey(), merged(before, change.getValue()));
      }
    }
    return result;
  }

  private enum Nothing {
    NULL
  }

  private static Object plain(JsonNode value) {
    if (value.isObject()) {
      Map<Object, Object> members = new LinkedHashMap<>();
      value.properties().forEach(each -> members.put(each.getKey(), plain(each.getValue())));
      return members;
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>();
      value.forEach(each -> elements.add(plain(each)));
      return elements;
    }
    return value.isNull() ? Nothing.NULL : value.toString();
  }

  private static JsonNode withoutNulls(JsonNode value) {
    if (!value.isObject()) {
      return value;
    }
    ObjectNode kept = JSON.createObjectNode();
    value.properties().stream()
        .filter(each -> !each.getValue().isNull())
        .forEach(each -> kept.set(each.getKey(), withoutNulls(each.getValue())));
    return kept;
  }

  /** What has to be said about one object to make it the other. */
  private static JsonNode difference(JsonNode one, JsonNode other) {
    ObjectNode changes = JSON.createObjectNode();
    one.fieldNames()
        .forEachRemaining(
            name -> {
              if (!other.has(name)) {
                changes.putNull(name);
              }
            });
    other
        .properties()
        .forEach(
            member -> {
              JsonNode before = one.path(member.getKey());
              JsonNode after = member.getValue();
              if (before.isObject() && after.isObject()) {
                changes.set(member.getKey(), difference(before, after));
              } else if (!Objects.equals(before, after)) {
                changes.set(member.getKey(), after);
              }
            });
    return changes;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
