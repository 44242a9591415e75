package dev.turnup.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AskOneByOneTest extends CapacityCase {

  @Test
  void settlesWhatFellOutForAll() {
    new AskOneByOne(fallouts).insteadOf(FELL_OUT);

    assertThat(fallouts.settled).containsExactly(FELL_OUT);
  }
}
