package dev.turnup.engine.web;

import dev.turnup.engine.resource.Column;
import dev.turnup.engine.resource.Column.Shape;
import dev.turnup.engine.resource.Resource;
import dev.turnup.engine.resource.ResourceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines of what visits are planned with, and a form for one of them. Texts only.
 *
 * @param kind as in the address
 * @param next behind which line the next page begins; empty on the last one
 * @param told what became of what was sent, if it was not kept
 * @param lost the visits that are moved because of what was kept
 */
record ResourcePage(
    String kind,
    List<String> kinds,
    List<String> columns,
    List<Line> lines,
    String next,
    Form form,
    List<String> told,
    List<String> lost) {

  record Line(String id, List<String> cells) {}

  /**
   * @param line the id of the line that is changed; empty for a new one
   * @param version that it is changed from
   */
  record Form(String line, String version, List<Field> fields) {}

  record Field(String name, String value, boolean mandatory, String hint) {}

  /**
   * @param values by column, as they stand in the form
   */
  static ResourcePage of(
      ResourceKind kind,
      List<Resource> lines,
      String next,
      Optional<Resource> changed,
      Map<String, String> values,
      List<String> told,
      List<String> lost) {
    List<String> names = kind.columns().stream().map(Column::name).toList();
    return new ResourcePage(
        kind.path(),
        Arrays.stream(ResourceKind.values()).map(ResourceKind::path).toList(),
        names,
        lines.stream().map(line -> line(line, names)).toList(),
        next,
        new Form(
            changed.map(Resource::id).orElse(""),
            changed.map(line -> Integer.toString(line.version())).orElse(""),
            kind.columns().stream()
                .map(
                    column ->
                        new Field(
                            column.name(),
                            values.getOrDefault(column.name(), ""),
                            column.mandatory(),
                            hint(column)))
                .toList()),
        told,
        lost);
  }

  private static Line line(Resource line, List<String> names) {
    return new Line(
        line.id(), names.stream().map(name -> line.values().getOrDefault(name, "")).toList());
  }

  private static String hint(Column column) {
    String of = column.refersTo().map(kind -> "one of " + kind).orElse("");
    return column.shape() == Shape.WORDS
        ? of.replaceFirst("^one", "some") + (of.isEmpty() ? "" : ", ") + "separated by blanks"
        : of;
  }
}
