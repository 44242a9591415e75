package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the calls to outside systems get on, topic by topic, as this node sees it. */
public interface OutsideWorks {

  /** All topics, by name. */
  List<TopicStatus> topics();

  /**
   * Starts no further call of the topic on any node; calls under way end.
   *
   * @return whether there is such a topic
   */
  boolean pause(String topic, String by);

  /**
   * Goes on with the topic.
   *
   * @return whether there is such a topic
   */
  boolean resume(String topic);

  /**
   * How one topic gets on.
   *
   * @param breaker closed (all is well), open (the system is left alone) or half-open (one call
   *     tries it)
   * @param reason what the system was last unwell of, unless the breaker is closed
   * @param inFlight calls under way from this node
   * @param limit how many there may be
   * @param waiting tasks that this node has not under way, those with a retry to come included,
   *     those stopped or suspended not
   * @param oldest when the oldest of them came
   */
  record TopicStatus(
      String topic,
      String breaker,
      Optional<Failure> reason,
      boolean paused,
      int inFlight,
      int limit,
      long waiting,
      Optional<Instant> oldest) {}
}
