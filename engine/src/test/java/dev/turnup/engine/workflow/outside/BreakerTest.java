package dev.turnup.engine.workflow.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.MovableClock;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a system is left alone, and for how long. */
class BreakerTest {

  private static final Duration WAIT = Duration.ofSeconds(30);

  private final MovableClock clock = new MovableClock(Instant.EPOCH);
  private final Breaker breaker = new Breaker("network.activate-service", WAIT, clock);

  @BeforeEach
  void theSystemIsAway() {
    for (int i = 0; i < 5; i++) {
      callEndsWith(FakeStep.UNAVAILABLE);
    }
    assertThat(breaker.state()).isEqualTo("open");
  }

  @Test
  void afterAVainProbeTheSystemIsLeftAloneAgain() {
    probeEndsWith(FakeStep.UNAVAILABLE);

    isLeftAloneFor(WAIT);
  }

  @Test
  void aProbeWhoseOutcomeNobodyKnowsSpeaksNotForTheSystem() {
    probeEndsWith(FakeStep.UNKNOWN);

    assertThat(breaker.whyLeftAlone()).map(Failure::code).contains("silence");
    isLeftAloneFor(WAIT);
  }

  @Test
  void aProbeIsToldHowLongToStayAway() {
    probeEndsWith(overloadedFor(Duration.ofSeconds(120)));

    isLeftAloneFor(Duration.ofSeconds(120));
  }

  @Test
  void noSystemIsLeftAloneForEver() {
    probeEndsWith(overloadedFor(Duration.ofDays(3_650)));

    isLeftAloneFor(Duration.ofHours(1));
  }

  @Test
  void anAnswerSpeaksForTheSystem() {
    probeEndsWith(FakeStep.DONE);

    assertThat(breaker.state()).isEqualTo("closed");
    assertThat(breaker.whyLeftAlone()).isEmpty();
    callEndsWith(FakeStep.UNKNOWN);
    assertThat(breaker.allows(16, 3)).isEqualTo(16);
  }

  private void probeEndsWith(Outcome<?> outcome) {
    clock.advance(WAIT.plusMillis(1));
    assertThat(breaker.allows(16, 0)).isEqualTo(1);
    callEndsWith(outcome);
  }

  private void callEndsWith(Outcome<?> outcome) {
    assertThat(breaker.lets()).isTrue();
    breaker.ended(outcome);
  }

  private void isLeftAloneFor(Duration time) {
    assertThat(breaker.allows(16, 0)).isZero();
    clock.advance(time.minusSeconds(1));
    assertThat(breaker.allows(16, 0)).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(breaker.allows(16, 0)).isEqualTo(1);
  }

  private static Outcome<FakeStep.Told> overloadedFor(Duration time) {
    return new Outcome.Unavailable<>(
        new Failure("fake", "http-429", "not so fast"), Optional.of(time));
  }
}
