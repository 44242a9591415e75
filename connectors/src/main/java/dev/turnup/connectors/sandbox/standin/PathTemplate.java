package dev.turnup.connectors.sandbox.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A path with variables: {@code /sandbox/{system}/faults}. */
public record PathTemplate(String template) {

  /** The variables of {@code path}, decoded, if it is of this form. */
  public Optional<Map<String, String>> match(String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        // a plus sign is itself in a path
        String raw = given[i].replace("+", "%2B");
        variables.put(
            wanted[i].substring(1, wanted[i].length() - 1),
            URLDecoder.decode(raw, StandardCharsets.UTF_8));
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
