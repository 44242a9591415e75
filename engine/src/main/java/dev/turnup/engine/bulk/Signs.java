package dev.turnup.engine.bulk;

import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.StepFellOut;
import java.time.Instant;
import java.util.Set;

/** Signs of orders that go on. */
public interface Signs {

  /**
   * Whether a step that fell out has succeeded since: its call was answered and taken into the
   * order, or something of these kinds has happened to what it is for.
   */
  boolean ofSuccess(StepFellOut what, Set<EventKind> kinds, Instant since);
}
