package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CompilersTest {

  private final Compilers compilers = new Compilers();

  @Test
  void addsUpWhatThreadsHaveUsedSinceTheLastLook() {
    compilers.note(Map.of(1L, 100L, 2L, 10L));
    compilers.note(Map.of(1L, 150L, 2L, 10L));

    assertThat(compilers.millis()).isEqualTo(160);
  }

  @Test
  void keepsWhatAThreadHasUsedThatIsGone() {
    compilers.note(Map.of(1L, 100L, 2L, 500L));
    compilers.note(Map.of(1L, 110L));
    compilers.note(Map.of(1L, 120L, 3L, 40L));

    assertThat(compilers.millis()).isEqualTo(660);
  }

  @Test
  void aThreadThatHasUsedLessThanBeforeIsAnotherOne() {
    compilers.note(Map.of(1L, 100L));
    compilers.note(Map.of(1L, 30L));

    assertThat(compilers.millis()).isEqualTo(130);
  }
}
