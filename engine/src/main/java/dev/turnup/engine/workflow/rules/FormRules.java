package dev.turnup.engine.workflow.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The rules of one form. */
class FormRules {

  /** The newest schema that the form viewer in Tasklist understands. */
  private static final int NEWEST_SCHEMA = 16;

  private static final Set<String> COMPONENTS =
      Set.of(
          "text",
          "textfield",
          "textarea",
          "number",
          "checkbox",
          "radio",
          "select",
          "checklist",
          "taglist",
          "datetime",
          "group",
          "separator",
          "spacer");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final JsonNode form;
  private final Findings findings;

  FormRules(String file, JsonNode form, Findings findings) {
    this.file = file;
    this.form = form;
    this.findings = findings;
  }

  void check() {
    if (!form.path("id").asText().equals(file) || !Label.isKebabCase(file)) {
      findings.add(
          form.path("id").asText("form"),
          "its id differs from its file " + file + ".form, or is not kebab-case",
          "give id and file the same name in kebab-case");
    }
    if (form.path("schemaVersion").asInt() > NEWEST_SCHEMA) {
      findings.add(
          file,
          "is of schema " + form.path("schemaVersion") + ", which Tasklist does not understand",
          "make it for Camunda Platform 7.24, schema " + NEWEST_SCHEMA);
    }
    checkComponents(form, new HashSet<>());
  }

  private void checkComponents(JsonNode group, Set<String> keys) {
    group.path("components").forEach(component -> check(component, keys));
  }

  private void check(JsonNode component, Set<String> keys) {
    String type = component.path("type").asText();
    String element = component.path("id").asText(type);
    if (!COMPONENTS.contains(type)) {
      findings.add(element, "is a " + type + ", which forms here may not hold", "remove it");
    }
    String key = component.path("key").asText();
    if (!key.isEmpty() && !keys.add(key)) {
      findings.add(element, "its key " + key + " is there twice", "give each field its own key");
    }
    checkComponents(component, keys);
  }

  /**
   * Names of the variables that the form shows or asks for, but for a note; none where it cannot be
   * read.
   */
  static Set<String> fieldsOf(byte[] form) {
    try {
      Set<String> fields = new LinkedHashSet<>(JSON.readTree(form).findValuesAsText("key"));
      fields.removeIf(String::isBlank);
      fields.removeAll(NoteFields.NAMES);
      return fields;
    } catch (IOException saidWhereTheFormIsChecked) {
      return Set.of();
    }
  }
}
