package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RepeatedTest {

  @Test
  void showsTheMedianWithTheLeastAndTheMost() {
    assertThat(of(3, 1, 2).shown("%.0f"::formatted)).isEqualTo("2 (1–3)");
    assertThat(of(3, 1).median()).isEqualTo(2);
    assertThat(of(3).shown("%.0f"::formatted)).isEqualTo("3");
  }

  @Test
  void isWithinATenthOrWhatIsAllowedAtLeast() {
    assertThat(of(110).isWithin(of(100), 5)).isTrue();
    assertThat(of(111).isWithin(of(100), 5)).isFalse();
    assertThat(of(15).isWithin(of(10), 5)).isTrue();
    assertThat(of(15.1).isWithin(of(10), 5)).isFalse();
    assertThat(of(1).isWithin(of(10), 5)).isTrue();
  }

  @Test
  void keepsUpIfNoLessByATenthOrTheSpreadOfTheOther() {
    assertThat(of(90).keepsUpWith(of(100, 100, 101))).isTrue();
    assertThat(of(89).keepsUpWith(of(100, 100, 101))).isFalse();
    assertThat(of(80).keepsUpWith(of(90, 100, 110))).isTrue();
    assertThat(of(79).keepsUpWith(of(90, 100, 110))).isFalse();
    assertThat(of(1, 1, 200).keepsUpWith(of(100))).isFalse();
  }

  private static Repeated of(double... values) {
    return new Repeated(Arrays.stream(values).boxed().toList());
  }
}
