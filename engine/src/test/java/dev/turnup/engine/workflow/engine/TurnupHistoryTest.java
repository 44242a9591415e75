package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.junit.jupiter.api.Test;

class TurnupHistoryTest {

  private final TurnupHistory shipped = new TurnupHistory(false);
  private final TurnupHistory withActivities = new TurnupHistory(true);

  @Test
  void remembersActivitiesOnlyForWhoWantsThem() {
    assertThat(shipped.isHistoryEventProduced(HistoryEventTypes.ACTIVITY_INSTANCE_END, null))
        .isFalse();
    assertThat(withActivities.isHistoryEventProduced(HistoryEventTypes.ACTIVITY_INSTANCE_END, null))
        .isTrue();
  }

  @Test
  void isTheSameLevelForTheDatabase() {
    assertThat(withActivities.getId()).isEqualTo(shipped.getId());
    assertThat(withActivities.getName()).isEqualTo(shipped.getName());
  }
}
