package dev.turnup.engine.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.springframework.core.io.ClassPathResource;

/**
 * The bundled tables as an analyst has them before him: he adds a row, and fills in its columns.
 */
final class Tables {

  private Tables() {}

  static String bundled(String file) throws IOException {
    return new ClassPathResource("decisions/" + file).getContentAsString(UTF_8);
  }

  /**
   * The table with one more row.
   *
   * @param cells by the column's variable or name; an input that is left out may be anything, an
   *     output is null
   */
  static String withRow(String table, String name, Map<String, String> cells) {
    DecisionTable rows =
        Dmn.readModelFromStream(new ByteArrayInputStream(table.getBytes(UTF_8)))
            .getModelElementsByType(DecisionTable.class)
            .iterator()
            .next();
    StringBuilder row = new StringBuilder();
    row.append("<rule id=\"Rule_%s\"><description>By an analyst.</description>".formatted(name));
    for (Input input : rows.getInputs()) {
      String column = input.getInputExpression().getText().getTextContent();
      row.append(cell("input", name + column, cells.getOrDefault(column, "")));
    }
    for (Output output : rows.getOutputs()) {
      String column = output.getName();
      row.append(cell("output", name + column, cells.getOrDefault(column, "null")));
    }
    return table.replace("</decisionTable>", row + "</rule></decisionTable>");
  }

  private static String cell(String kind, String name, String content) {
    return "<%1$sEntry id=\"Entry_%1$s_%2$s\"><text>%3$s</text></%1$sEntry>"
        .formatted(kind, name, content);
  }
}
