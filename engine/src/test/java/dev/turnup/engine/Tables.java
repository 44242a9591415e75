package dev.turnup.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.springframework.core.io.ClassPathResource;

/**
 * The bundled tables as an analyst has them before him: he adds a row or a column, and fills in the
 * cells.
 */
public final class Tables {

  private static final Pattern RULE =
      Pattern.compile("<rule id=\"(\\w+)\".*?(?=<outputEntry)", Pattern.DOTALL);

  private Tables() {}

  public static String bundled(String file) throws IOException {
    return new ClassPathResource("decisions/" + file).getContentAsString(UTF_8);
  }

  /**
   * The table with one more row.
   *
   * @param cells by the column's variable or name; an input that is left out may be anything, an
   *     output is null
   */
  public static String withRow(String table, String name, Map<String, String> cells) {
    return withRow(table, name, cells, cells);
  }

  /** As the other, for a table that has an output of the same name as an input. */
  public static String withRow(
      String table, String name, Map<String, String> inputs, Map<String, String> outputs) {
    DecisionTable rows =
        Dmn.readModelFromStream(new ByteArrayInputStream(table.getBytes(UTF_8)))
            .getModelElementsByType(DecisionTable.class)
            .iterator()
            .next();
    StringBuilder row = new StringBuilder();
    row.append("<rule id=\"Rule_%s\"><description>By an analyst.</description>".formatted(name));
    for (Input input : rows.getInputs()) {
      String column = input.getInputExpression().getText().getTextContent();
      row.append(cell("input", name + column, inputs.getOrDefault(column, "")));
    }
    for (Output output : rows.getOutputs()) {
      String column = output.getName();
      row.append(cell("output", name + column, outputs.getOrDefault(column, "null")));
    }
    return table.replace("</decisionTable>", row + "</rule></decisionTable>");
  }

  /**
   * The table with a column more for an input, which may be anything in the rows that there are.
   */
  public static String withColumn(String table, String input, String type) {
    String column =
        """
        <input id="Input_%1$s" label="%1$s"><inputExpression id="InputExpression_%1$s" typeRef="%2$s"><text>%1$s</text></inputExpression></input>
        """
            .formatted(input, type);
    String wider = table.replaceFirst("(?=<output )", column);
    return RULE.matcher(wider)
        .replaceAll(rule -> rule.group() + cell("input", rule.group(1) + input, ""));
  }

  private static String cell(String kind, String name, String content) {
    return "<%1$sEntry id=\"Entry_%1$s_%2$s\"><text>%3$s</text></%1$sEntry>"
        .formatted(kind, name, content);
  }
}
