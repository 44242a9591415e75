package dev.turnup.engine.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds every answer and every event that a test sees against {@link Tmf622Types}. Whoever speaks
 * HTTP for a test asks it, so that no test has to remember to.
 */
public final class Conformance {

  private static final String BASE = "/tmf-api/productOrderingManagement/v4/";

  /** Above the seven that TMF622 lists: what HTTP itself has for the case. */
  private static final Set<Integer> ERRORS =
      Set.of(400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 431, 503);

  private static final ObjectMapper JSON = new ObjectMapper();

  private Conformance() {}

  /** Checks an answer of the north-bound API; others pass. */
  public static void check(HttpResponse<String> answer) {
    String path = answer.uri().getRawPath();
    String method = answer.request().method();
    if (!path.startsWith(BASE) || method.equals("HEAD") || method.equals("OPTIONS")) {
      return;
    }
    if (answer.statusCode() >= 400) {
      checkError(answer);
    } else {
      checkResult(answer, path.substring(BASE.length()), method);
    }
  }

  /** Checks an event as a listener receives it. */
  public static void checkEvent(JsonNode event) {
    assertThat(Tmf622Types.faultsIn(event, "Event")).as("event %s", event).isEmpty();
    String type = event.path("eventType").asText();
    boolean cancellation = type.startsWith("Cancel");
    String resource = cancellation ? "cancelProductOrder" : "productOrder";
    assertThat(event.path("event").fieldNames()).toIterable().containsExactly(resource);
    assertThat(
            Tmf622Types.faultsIn(
                event.path("event").path(resource),
                cancellation ? "CancelProductOrder" : "ProductOrder"))
        .as("event %s", event)
        .isEmpty();
    boolean aboutAnAttribute =
        type.endsWith("AttributeValueChangeEvent") || type.endsWith("InformationRequiredEvent");
    assertThat(event.has("fieldPath")).as("fieldPath of %s", event).isEqualTo(aboutAnAttribute);
  }

  private static void checkError(HttpResponse<String> answer) {
    assertThat(ERRORS).as(described(answer)).contains(answer.statusCode());
    JsonNode error = body(answer);
    assertThat(Tmf622Types.faultsIn(error, "Error")).as(described(answer)).isEmpty();
    assertThat(error.path("code").asText()).as(described(answer)).isNotBlank();
    assertThat(error.path("reason").asText()).as(described(answer)).isNotBlank();
    assertThat(error.path("status").asText("" + answer.statusCode()))
        .as(described(answer))
        .isEqualTo("" + answer.statusCode());
    if (answer.statusCode() == 405) {
      assertThat(answer.headers().firstValue("Allow")).as(described(answer)).isPresent();
    }
  }

  private static void checkResult(HttpResponse<String> answer, String path, String method) {
    String[] parts = path.split("/");
    boolean one = parts.length == 2;
    String type =
        switch (parts[0]) {
          case "productOrder" -> "ProductOrder";
          case "cancelProductOrder" -> "CancelProductOrder";
          case "hub" -> "EventSubscription";
          default -> throw new AssertionError("TMF622 has no resource " + parts[0]);
        };
    switch (method) {
      case "DELETE" -> {
        assertThat(answer.statusCode()).as(described(answer)).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
      }
      case "POST" -> {
        // 200 is Turnup's answer to the same post again
        assertThat(answer.statusCode()).as(described(answer)).isIn(201, 200);
        JsonNode made = body(answer);
        assertThat(Tmf622Types.faultsIn(made, type)).as(described(answer)).isEmpty();
        if (made.has("href")) {
          assertThat(answer.headers().firstValue("Location"))
              .as(described(answer))
              .contains(made.path("href").asText());
        }
      }
      case "PATCH" -> {
        assertThat(answer.statusCode()).as(described(answer)).isEqualTo(200);
        assertThat(faultsIn(body(answer), type, answer)).as(described(answer)).isEmpty();
      }
      case "GET" -> {
        if (answer.statusCode() == 304) {
          assertThat(answer.body()).isEmpty();
          return;
        }
        assertThat(answer.statusCode()).as(described(answer)).isEqualTo(200);
        if (one) {
          assertThat(faultsIn(body(answer), type, answer)).as(described(answer)).isEmpty();
        } else {
          checkList(answer, type);
        }
      }
      default -> throw new AssertionError(described(answer));
    }
  }

  private static void checkList(HttpResponse<String> answer, String type) {
    JsonNode list = body(answer);
    assertThat(list.isArray()).as(described(answer)).isTrue();
    for (JsonNode each : list) {
      assertThat(faultsIn(each, type, answer)).as(described(answer)).isEmpty();
    }
    if (!type.equals("EventSubscription")) {
      assertThat(answer.headers().firstValue("X-Result-Count"))
          .as(described(answer))
          .contains(Integer.toString(list.size()));
      assertThat(answer.headers().firstValueAsLong("X-Total-Count").orElse(-1))
          .as(described(answer))
          .isGreaterThanOrEqualTo(list.size());
    }
  }

  private static List<String> faultsIn(JsonNode value, String type, HttpResponse<String> answer) {
    boolean partly =
        Optional.ofNullable(answer.uri().getRawQuery()).stream()
            .flatMap(query -> Arrays.stream(query.split("&")))
            .anyMatch(parameter -> parameter.startsWith("fields="));
    return partly ? Tmf622Types.faultsInPartOf(value, type) : Tmf622Types.faultsIn(value, type);
  }

  private static JsonNode body(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(described(answer))
        .startsWith("application/json");
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(described(answer) + " is no JSON", e);
    }
  }

  private static String described(HttpResponse<String> answer) {
    return "%s %s: %d %s"
        .formatted(answer.request().method(), answer.uri(), answer.statusCode(), answer.body());
  }
}
