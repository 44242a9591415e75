package dev.turnup.engine.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceTest {

  @Test
  void putsEachAfterWhatItReliesOn() {
    Map<String, List<String>> needs =
        Map.of("tv", List.of("line", "router"), "router", List.of("line", "who knows"));

    assertThat(sequence(List.of("tv", "router", "line", "alone"), needs))
        .containsExactlyInAnyOrder("tv", "router", "line", "alone")
        .containsSubsequence("line", "router", "tv");
  }

  @Test
  void takesAChainOfAnyLength() {
    List<Integer> all = IntStream.range(0, 100_000).boxed().toList();

    assertThat(
            Sequence.prerequisitesFirst(
                all, Function.identity(), n -> n == 99_999 ? List.of() : List.of(n + 1)))
        .startsWith(99_999)
        .endsWith(0);
  }

  @Test
  void refusesACircle() {
    assertThatThrownBy(
            () -> sequence(List.of("a", "b"), Map.of("a", List.of("b"), "b", List.of("a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> sequence(List<String> all, Map<String, List<String>> needs) {
    return Sequence.prerequisitesFirst(
        all, Function.identity(), each -> needs.getOrDefault(each, List.of()));
  }
}
