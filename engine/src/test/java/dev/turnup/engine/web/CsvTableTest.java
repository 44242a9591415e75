package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.resource.Line;
import dev.turnup.engine.resource.Resource;
import dev.turnup.engine.resource.ResourceKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  @Test
  void readsCellsInQuotesAndCountsTheirLines() throws IOException {
    assertThat(
            table(
                "\uFEFFregion, day,name\r\n"
                    + "DE,2026-12-24,\"Eve, \"\"holy\"\"\nand silent\"\n\r\n"
                    + "US,2026-07-04,\n"))
        .containsExactly(
            new Line(
                2,
                Map.of("region", "DE", "day", "2026-12-24", "name", "Eve, \"holy\"\nand silent")),
            new Line(5, Map.of("region", "US", "day", "2026-07-04", "name", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+49 40", "-1", "@SUM(A1)", "'=quoted", "plain", "a,\"b\"\n-c"})
  void givesNoSpreadsheetAFormulaAndReadsBackWhatItWrote(String name) throws IOException {
    Map<String, String> values = Map.of("region", "DE", "day", "2026-12-24", "name", name);

    String written =
        CsvTable.of(ResourceKind.HOLIDAY, List.of(new Resource("DE.2026-12-24", values, 0)));

    assertThat(written).startsWith("region,day,name\r\n");
    assertThat(written.lines().skip(1).findFirst().orElseThrow().split(",", 3)[2].charAt(0))
        .isNotIn('=', '+', '-', '@');
    if (!name.startsWith("'")) {
      assertThat(table(written)).containsExactly(new Line(2, values));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''              | the table is empty",
        "a,a\\n1,2       | line 1 names a column twice",
        "a,b\\n1,2\\n3   | line 3 has 1 cells where line 1 has 2",
        "a,b\\n1,\"2\\n\\n | line 2 opens a quote that is never closed",
        "a,b\\n\"1\"x,2  | line 2 goes on after a closing quote"
      })
  void saysWhereItIsNoTable(String text, String reason) {
    assertThatThrownBy(() -> table(text.replace("\\n", "\n")))
        .isInstanceOf(RequestRefused.class)
        .hasMessage(reason);
  }

  @Test
  void isBounded() {
    assertThatThrownBy(() -> table("a\n" + "1\n".repeat(5_001)))
        .hasMessage("the table is larger than 5,000 lines");
    assertThatThrownBy(() -> table("a".repeat(2 * 1024 * 1024 + 1)))
        .hasMessage("the table is larger than 2 MB");
    assertThatThrownBy(
            () -> CsvTable.in(new ByteArrayInputStream("name\nMöhre".getBytes(ISO_8859_1))))
        .hasMessage("the table is not UTF-8");
  }

  private static List<Line> table(String text) throws IOException {
    return CsvTable.in(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
