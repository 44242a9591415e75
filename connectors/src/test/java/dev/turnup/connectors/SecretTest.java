package dev.turnup.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.connectors.ConnectorSettings.MessagingSettings;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecretTest {

  private static final Secret SECRET = new Secret("hunter2");

  @Test
  void isShownByNoSetting() {
    MessagingSettings settings =
        new MessagingSettings(
            URI.create("http://localhost"),
            null,
            Duration.ZERO,
            Duration.ZERO,
            1,
            SECRET,
            "turnup",
            SECRET,
            SECRET,
            "localhost",
            25,
            "turnup",
            SECRET,
            false,
            "turnup@localhost");

    assertThat(settings + " " + settings.webhook()).doesNotContain("hunter2").contains("(hidden)");
  }

  @Test
  void matchesItselfAlone() {
    assertThat(SECRET.matches("hunter2")).isTrue();
    assertThat(SECRET.matches("hunter")).isFalse();
    assertThat(SECRET.matches("hunter22")).isFalse();
    assertThat(SECRET.matches("")).isFalse();
  }

  @Test
  void matchesNothingWhereNoneIsConfigured() {
    assertThat(Secret.NONE.matches("")).isFalse();
  }
}
