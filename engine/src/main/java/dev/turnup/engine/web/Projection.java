package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which attributes of the first level are shown: those that {@code fields} names, and all without
 * it. What something is called and where it is are always shown.
 *
 * @param names empty for all
 */
record Projection(Set<String> names) {

  private static final List<String> ALWAYS = List.of("id", "href");

  /** Reads {@code fields}; of a path its first name counts. */
  static Projection of(Optional<String> fields) {
    Set<String> names = new LinkedHashSet<>();
    if (fields.isPresent()) {
      names.addAll(ALWAYS);
      for (String name : fields.get().split(",")) {
        names.add(name.strip().split("\\.", 2)[0]);
      }
      if (ProductOrderExtension.isAskedFor(names)) {
        names.addAll(ProductOrderExtension.MARKS);
      }
    }
    return new Projection(names);
  }

  boolean shows(String attribute) {
    return names.isEmpty() || names.contains(attribute);
  }

  /** Takes away what is not shown. */
  JsonNode of(JsonNode whole) {
    if (whole instanceof ObjectNode object && !names.isEmpty()) {
      object.retain(names);
    }
    return whole;
  }
}
