package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a stand-in answers. */
public record Reply(int status, JsonNode body, Map<String, String> headers) {

  public static Reply ok(JsonNode body) {
    return new Reply(200, body, Map.of());
  }

  public static Reply created(JsonNode body) {
    return new Reply(201, body, Map.of());
  }

  /** Answered later, by a callback. */
  public static Reply accepted(JsonNode body) {
    return new Reply(202, body, Map.of());
  }

  /** TM Forum's error body. */
  public static Reply problem(int status, String code, String message) {
    return new Reply(
        status,
        Json.object()
            .put("code", code)
            .put("reason", code.replace('-', ' '))
            .put("message", message)
            .put("status", Integer.toString(status)),
        Map.of());
  }

  Reply with(String header, String value) {
    return new Reply(status, body, Map.of(header, value));
  }
}
