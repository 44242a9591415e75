package dev.turnup.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.engine.order.Decisions.Answer;
import dev.turnup.engine.order.Decisions.Undecided;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {

  private static final Output<Integer> NUMBER = Output.number("n", -10, 10);

  @Test
  void readsOfAFractionWhatIsBeforeThePointButTakesNoTableWithIt() {
    assertThat(read(NUMBER, 7.5)).isEqualTo(7);
    assertThat(read(NUMBER, new BigDecimal("-2.5"))).isEqualTo(-2);
    assertThat(read(Output.count("n"), 0.5)).isZero();
    assertThat(read(NUMBER.optional(), 7.5)).contains(7);
    assertThat(read(NUMBER.or(3), 7.5)).isEqualTo(7);

    assertThat(NUMBER.takes(7.5)).isFalse();
    assertThat(NUMBER.optional().takes(7.5)).isFalse();
    assertThat(NUMBER.or(3).takes(7.5)).isFalse();
    assertThat(Output.count("n").takes(0.5)).isFalse();
  }

  @Test
  void takesAWholeNumberHoweverItIsWritten() {
    for (Object seven : new Object[] {7, 7L, 7.0, new BigDecimal("7.00"), "7"}) {
      assertThat(NUMBER.takes(seven)).isTrue();
      assertThat(read(NUMBER, seven)).isEqualTo(7);
    }
    assertThat(NUMBER.optional().takes("")).isTrue();
    assertThat(read(NUMBER.optional(), "")).isEqualTo(Optional.empty());
  }

  @Test
  void readsNothingBeyondItsLimits() {
    for (Object other : new Object[] {11, -11, "1e999999999", "seven", Double.NaN}) {
      assertThat(NUMBER.takes(other)).isFalse();
      assertThatThrownBy(() -> read(NUMBER, other))
          .isInstanceOf(Undecided.class)
          .hasMessageContaining("not a whole number from -10 to 10");
    }
  }

  private static <T> T read(Output<T> output, Object value) {
    return new Answer("a-table", Map.of("n", value)).get(output);
  }
}
