package dev.turnup.engine.activation;

import java.util.Locale;

/** Whether a component may be switched on. */
public enum Readiness {
  /** All that it relies on is active. */
  ACTIVE,
  /** Something that it relies on is not active yet. */
  WAITING,
  /** It was given up, or something that it relies on was. */
  IMPOSSIBLE;

  /** How models name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
