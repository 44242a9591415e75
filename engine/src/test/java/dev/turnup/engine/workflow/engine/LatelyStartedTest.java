package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatelyStartedTest {

  private static final Date START = new Date(1_000);
  private static final Date REMOVAL = new Date(2_000);

  private final AtomicLong now = new AtomicLong();
  private final LatelyStarted started = new LatelyStarted(now::get);

  @BeforeEach
  void startOne() {
    started.add(instance("called"));
  }

  @Test
  void isKnownAfterLong() {
    now.addAndGet(Duration.ofDays(1).toNanos());

    assertThat(started.start("called")).contains(START);
    assertThat(started.caller("called")).contains("caller");
  }

  @Test
  void hasTheRemovalTimeThatItStartedWithForAMoment() {
    assertThat(started.removal("called")).contains(REMOVAL);

    now.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(started.removal("called")).isEmpty();
  }

  @Test
  void isNotKnownOnceItHasEnded() {
    started.forget("called");

    assertThat(started.start("called")).isEmpty();
    assertThat(started.caller("called")).isEmpty();
  }

  @Test
  void isForgottenForLaterOnes() {
    for (int later = 0; later < 11_000; later++) {
      started.add(instance("later" + later));
    }

    assertThat(started.start("called")).isEmpty();
    assertThat(started.start("later10999")).isPresent();
  }

  private static HistoricProcessInstanceEventEntity instance(String id) {
    HistoricProcessInstanceEventEntity instance = new HistoricProcessInstanceEventEntity();
    instance.setId(id);
    instance.setStartTime(START);
    instance.setSuperProcessInstanceId("caller");
    instance.setRemovalTime(REMOVAL);
    return instance;
  }
}
