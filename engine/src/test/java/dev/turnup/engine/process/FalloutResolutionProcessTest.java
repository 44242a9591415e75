package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FalloutResolutionProcessTest extends ProcessTest {

  private static final List<String> STUBS = List.of();

  @RegisterExtension
  static final EveryElement EVERY_ELEMENT = new EveryElement("fallout-resolution", STUBS);

  FalloutResolutionProcessTest() {
    super("fallout-resolution", STUBS);
  }

  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-12-01T08:30:00Z");

  @Test
  void letsAPersonDecide() {
    when("openFallout", SHOWN);
    when(
        "suggestResolution",
        Map.of("tryLater", false, "falloutQueue", "dispatch", "falloutDue", Date.from(DUE)));
    when("closeFallout", Map.of("falloutRetry", true));

    startForFallout();
    waitsAt("Task_OpenFallout");
    runJobOf("Task_OpenFallout");
    assertThat(asked()).containsExactly("openFallout", "suggestResolution");
    waitsAt("Task_ResolveFallout");
    isOffered("Task_ResolveFallout", "dispatch", DUE);
    assertThat(shownAt("Task_ResolveFallout")).containsAllEntriesOf(SHOWN);

    complete(
        "Task_ResolveFallout",
        Map.of(
            "falloutDecision", "changeAndRetry",
            "falloutReason", "a typo",
            "changedAttribute", "speed",
            "changedValue", "300"));
    assertThat(seenBy("closeFallout"))
        .containsEntry("falloutId", "F-1")
        .containsEntry("falloutDecision", "changeAndRetry")
        .containsEntry("falloutReason", "a typo")
        .containsEntry("changedAttribute", "speed")
        .containsEntry("changedValue", "300");

    waitsAt("Task_CloseFallout");
    runJobOf("Task_CloseFallout");
    assertThat(left("falloutRetry")).isEqualTo(true);
    endedAt("EndEvent_FalloutClosed");
  }

  @Test
  void triesLaterByItself() {
    when("openFallout", SHOWN);
    when("suggestResolution", Map.of("tryLater", true, "tryLaterAt", Date.from(LATER)));
    when("closeFallout", Map.of("falloutRetry", true));

    startForFallout();
    runJobOf("Task_OpenFallout");
    waitsAt("Event_RetryTimeReached");
    assertThat(dueOf("Event_RetryTimeReached")).isEqualTo(LATER);

    fire("Event_RetryTimeReached");
    runJobOf("Task_CloseFallout");

    assertThat(asked()).containsExactly("openFallout", "suggestResolution", "closeFallout");
    endedAt("EndEvent_FalloutClosed");
  }

  private void startForFallout() {
    start(Map.of("deliveryId", "D-1", "componentId", "C-1", "falloutId", "F-1"));
  }
}
