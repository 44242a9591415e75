package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396). */
final class MergePatch {

  private MergePatch() {}

  /**
   * What the patch makes of the target; both stay as they are.
   *
   * @param target may be missing
   */
  static JsonNode on(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = ((ObjectNode) patch).objectNode();
    if (target.isObject()) {
      result.setAll((ObjectNode) target);
    }
    patch
        .properties()
        .forEach(
            change -> {
              String name = change.getKey();
              if (change.getValue().isNull()) {
                result.remove(name);
              } else {
                result.set(name, on(result.path(name), change.getValue()));
              }
            });
    return result;
  }
}
