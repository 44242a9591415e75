package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class RememberedTest {

  private final AtomicLong now = new AtomicLong();
  private final Remembered<String> definitions = new Remembered<>(now::get);

  @Test
  void holdsForFiveSeconds() {
    definitions.keeper().accept("delivery", "version 1");
    now.addAndGet(Duration.ofMillis(4_999).toNanos());
    assertThat(definitions.of("delivery")).contains("version 1");
    assertThat(definitions.of("bill-start")).isEmpty();

    now.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(definitions.of("delivery")).as("somebody may have changed it").isEmpty();
  }

  @Test
  void isGoneAtOnceWhenThisNodeChangesIt() {
    definitions.keeper().accept("delivery", "version 1");
    definitions.forgetAll();

    assertThat(definitions.of("delivery")).isEmpty();
  }

  @Test
  void keepsNothingThatWasReadBeforeItWasChanged() {
    BiConsumer<String, String> reading = definitions.keeper();
    definitions.forgetAll();
    reading.accept("delivery", "version 1");

    assertThat(definitions.of("delivery")).isEmpty();
  }
}
