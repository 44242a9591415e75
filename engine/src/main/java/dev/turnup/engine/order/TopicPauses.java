package dev.turnup.engine.order;

import java.util.Set;

/** The topics that an operator has paused, on all nodes. */
public interface TopicPauses {

  Set<String> paused();

  boolean isPaused(String topic);

  /** Pausing what is paused changes nothing. */
  void pause(String topic, String by);

  void resume(String topic);
}
