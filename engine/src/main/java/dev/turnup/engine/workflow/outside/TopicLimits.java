package dev.turnup.engine.workflow.outside;

import java.time.Duration;
import org.springframework.core.env.Environment;

/**
 * How much of a topic a node does at once, and for how long.
 *
 * @param inFlight tasks that may hold a slot
 * @param call how long a call may take before its outcome is called unknown
 * @param breakerWait how long a system is left alone that cannot be reached
 */
record TopicLimits(int inFlight, Duration call, Duration breakerWait) {

  private static final Duration BREAKER_WAIT = Duration.ofSeconds(30);

  /** Preparing before, applying after. */
  private static final Duration AROUND_THE_CALL = Duration.ofSeconds(15);

  /** From the settings of the system: {@code connectors.<system>.*}. */
  static TopicLimits of(String system, Environment settings) {
    String prefix = "connectors." + system + ".";
    Duration oneRequest =
        settings
            .getProperty(prefix + "connect-timeout", Duration.class, Duration.ofSeconds(2))
            .plus(
                settings.getProperty(
                    prefix + "response-timeout", Duration.class, Duration.ofSeconds(10)));
    return new TopicLimits(
        settings.getProperty(prefix + "in-flight", Integer.class, 16),
        // asked for by key first, then made
        oneRequest.multipliedBy(2).plusSeconds(1),
        BREAKER_WAIT);
  }

  /** For how long a task is locked: a call never outlives its lock while the node lives. */
  Duration lock() {
    return call.plus(AROUND_THE_CALL);
  }
}
