package dev.turnup.engine.persistence;

import dev.turnup.engine.order.TopicPauses;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class TopicPauseStore implements TopicPauses {

  private final TopicPauseMapper mapper;
  private final Clock clock;

  TopicPauseStore(TopicPauseMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  @Override
  public Set<String> paused() {
    return Set.copyOf(mapper.findAll());
  }

  @Override
  public boolean isPaused(String topic) {
    return mapper.isPaused(topic);
  }

  @Override
  public void pause(String topic, String by) {
    mapper.insert(topic, by, Utc.of(clock.instant()));
  }

  @Override
  public void resume(String topic) {
    mapper.delete(topic);
  }
}
