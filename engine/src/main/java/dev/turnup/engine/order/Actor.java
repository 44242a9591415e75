package dev.turnup.engine.order;

import java.util.Optional;

/**
 * Tells who acts in the current thread, where one kind of caller can be told: a person in the
 * webapps, a program over HTTP. Where nobody is told, Turnup itself acts.
 */
public interface Actor {

  /** The login of whoever acts. */
  Optional<String> current();
}
