package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnup.engine.TurnupTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class OpenApiTest extends TurnupTest {

  /** Where the server goes by itself when a request fails; nobody asks for it. */
  private static final String ERROR_PATH = "${server.error.path:/error}";

  @Autowired
  @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mapping;

  @Test
  void describesEveryMappedPathAndMethodAndNothingElse() {
    Set<String> mapped =
        mapping.getHandlerMethods().keySet().stream()
            .flatMap(info -> operationsOf(info).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!name.equals("parameters")) {
                  described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
              });
    }

    assertThat(described).isEqualTo(mapped);
  }

  @Test
  void saysThatTheEnginesOwnMovesLeaveTheETagAlone() {
    assertThat(document().at("/components/headers/ETag/description").asText())
        .contains("Revision of what clients may change", "own moves of the order do not change it");
  }

  @Test
  void refersOnlyToWhatItHas() {
    JsonNode document = document();

    for (JsonNode reference : document.findValues("$ref")) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void isAPageThatLoadsNothing() {
    HttpResponse<String> page = as("crm").get("/openapi/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains("patchProductOrder", "productOrderMilestone", "X-Total-Count-Exact", "If-Match")
        .doesNotContain("<script", "<link", "<img", "src=");
  }

  @Test
  void servesTheSchemaThatExtendedOrdersPointAt() {
    JsonNode schema = json(as("crm").get("/openapi/product-order.schema.json").body());

    assertThat(schema.path("$ref").asText()).isEqualTo("#/definitions/TurnupProductOrder");
    for (JsonNode reference : schema.findValues("$ref")) {
      assertThat(schema.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  private JsonNode document() {
    return json(as("crm").get("/openapi").body());
  }

  private static List<String> operationsOf(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .filter(path -> !ERROR_PATH.equals(path) && !path.equals("/error"))
        .flatMap(
            path ->
                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
