package dev.turnup.engine.workflow.outside;

import java.util.List;

/** All outside steps that there are, by topic. */
public record Topics(List<Topic<?, ?, ?>> all) {

  public Topics {
    all = List.copyOf(all);
  }

  /**
   * @throws IllegalArgumentException if no step works off this topic
   */
  Topic<?, ?, ?> named(String name) {
    return all.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no outside step for topic " + name));
  }
}
