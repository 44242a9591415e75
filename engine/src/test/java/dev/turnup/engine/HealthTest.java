package dev.turnup.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest extends TurnupTest {

  @Test
  void tellsAnybodyThatItIsUpAndNothingElse() {
    assertThat(anonymous().get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
  }
}
