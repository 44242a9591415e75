package dev.turnup.engine.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.AllowedValues.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTEGER | ''                | 300    | true
          INTEGER | ''                | 300.5  | false
          INTEGER | ''                | fast   | false
          INTEGER | ''                | 1e9    | false
          INTEGER | ''                | ٣٠٠    | false
          INTEGER | 50, 100, 300..1000 | 100   | true
          INTEGER | 50, 100, 300..1000 | 1000  | true
          INTEGER | 50, 100, 300..1000 | 200   | false
          INTEGER | -5..5             | -3     | true
          INTEGER | 100               | 0100   | true
          NUMBER  | 0.5 .. 2          | 1.25   | true
          NUMBER  | 0.5 .. 2          | 2.01   | false
          NUMBER  | 2                 | 2.0    | true
          NUMBER  | many              | 2      | false
          BOOLEAN | ''                | true   | true
          BOOLEAN | ''                | yes    | false
          BOOLEAN | true              | false  | false
          TEXT    | ''                | red    | true
          TEXT    | ''                | ' '    | false
          TEXT    | red, dark blue    | dark blue | true
          TEXT    | red, dark blue    | blue   | false
          """)
  void allowWhatTheTableSays(Type type, String allowed, String value, boolean expected) {
    assertThat(AllowedValues.of(type, allowed).allow(value)).isEqualTo(expected);
  }

  @Test
  void boundWhatAnyTextMayBe() {
    AllowedValues any = AllowedValues.of(Type.TEXT, "");

    assertThat(any.allow("x".repeat(1_000))).isTrue();
    assertThat(any.allow("x".repeat(1_001))).isFalse();
    assertThat(AllowedValues.of(Type.INTEGER, "").allow("1".repeat(1_000))).isFalse();
  }

  @Test
  void areToldAsTheyAreWritten() {
    assertThat(AllowedValues.of(Type.INTEGER, "50, 300..1000").told())
        .isEqualTo("a whole number, 50, 300..1000");
  }
}
