package dev.turnup.engine.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcTest {

  /** User and system time, and those of ended children, are the 14th to 17th. */
  private static final String NUMBERS =
      " S 1 4242 4242 0 -1 4194304 1 2 3 4 100 20 3000 400 20 0 1 0 12345 678 90";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(java)",
        "(C2 CompilerThre)",
        "(postgres: wal writer)",
        "(a) b 7 7 7 7 7 7 7 7 7 7 7 7 7 7)",
        "((((( )",
        "())",
        "()"
      })
  void aNameMayContainAnything(String name) {
    assertThat(Proc.ticks("4242 " + name + NUMBERS, Proc.OF_ITSELF)).isEqualTo(120);
    assertThat(Proc.ticks("4242 " + name + NUMBERS, Proc.OF_ENDED_CHILDREN)).isEqualTo(3520);
  }

  @Test
  void whatHasEndedHasUsedNothing() {
    assertThat(Proc.ticks("", Proc.OF_ENDED_CHILDREN)).isZero();
  }

  @Test
  void thisProcessHasUsedSomeTimeAndCompiles() {
    assertThat(Proc.cpuMillis(ProcessHandle.current())).isPositive();
    assertThat(Proc.compilerMillis(ProcessHandle.current())).isNotEmpty();
    assertThat(Proc.threads(ProcessHandle.current())).isGreaterThan(1);
  }

  @Test
  void nothingCompilesInAProcessThatHasEnded() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    assertThat(Proc.compilerMillis(ended.toHandle())).isEmpty();
    assertThat(Proc.cpuMillis(ended.toHandle())).isZero();
  }
}
