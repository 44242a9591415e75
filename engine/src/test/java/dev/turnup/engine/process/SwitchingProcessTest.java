package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What switching a component on and changing it have in common: the same walk, another call. */
abstract class SwitchingProcessTest extends ComponentProcessTest {

  static final List<String> STUBS = List.of("fallout-resolution");

  private static final Map<String, Object> AT_ONCE = Map.of("answeredLater", false);
  private static final Map<String, Object> LATER = Map.of("answeredLater", true);

  private final Step switching;
  private final String awaited;
  private final Step recording;

  /** A task and its topic. */
  record Step(String task, String topic) {}

  /**
   * @param awaited in the names of what waits for a later answer: {@code Activation}
   */
  SwitchingProcessTest(String model, Step switching, String awaited, Step recording) {
    super(model, STUBS);
    this.switching = switching;
    this.awaited = awaited;
    this.recording = recording;
  }

  @Test
  void switchesVerifiesAndRecords() {
    startForComponent();
    waitsAt(switching.task());
    answer(switching.topic(), AT_ONCE);
    waitsAt("Task_VerifyService");
    answer("network.verify-service");
    waitsAt(recording.task());
    answer(recording.topic());

    endedAt("EndEvent_ComponentSettled");
  }

  @Test
  void verifiesWhenTheNetworkAnswersLater() {
    startForComponent();
    answer(switching.topic(), LATER);
    waitsAt("Task_Await" + awaited);
    message("activation-answered");

    waitsAt("Task_VerifyService");
  }

  @Test
  void verifiesWhenTheNetworkNeverAnswers() {
    String overdue = "BoundaryEvent_" + awaited + "AnswerOverdue";

    startForComponent();
    answer(switching.topic(), LATER);
    assertThat(waitOf(overdue)).isEqualTo(Duration.ofMinutes(15));
    fire(overdue);

    waitsAt("Task_VerifyService");
  }

  @Test
  void beginsAgainWhateverFellOut() {
    startForComponent();
    fallsOut(switching.topic());
    retriedAfter(switching.task(), switching.task());
    answer(switching.topic(), AT_ONCE);
    fallsOut("network.verify-service");
    retriedAfter("Task_VerifyService", switching.task());
    answer(switching.topic(), AT_ONCE);
    answer("network.verify-service");
    fallsOut(recording.topic());
    retriedAfter(recording.task(), switching.task());
  }

  @Test
  void endsWhenAFalloutIsNotTriedAgain() {
    startForComponent();
    fallsOut(switching.topic());
    returns("fallout-resolution", Map.of("falloutRetry", false));

    endedAt("EndEvent_ComponentGivenUp");
  }
}
