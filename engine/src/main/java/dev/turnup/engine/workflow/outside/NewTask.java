package dev.turnup.engine.workflow.outside;

import java.time.Duration;
import java.util.Map;

/** A task of type external that the engine is about to write: nobody else can see it yet. */
public interface NewTask {

  String id();

  /** {@code <model>/<element>}. */
  String step();

  /** The business key of its instance. */
  String order();

  /** What says what it is about, see {@link Topic#variables()}. */
  Map<String, Object> variables();

  /** Writes it as locked, so that nobody fetches it until the lock ends. */
  void lock(String worker, Duration time);
}
