package dev.turnup.engine.activation;

import java.util.Locale;

/** Whether a component may be switched on. */
public enum Readiness {
  /** All that it relies on is active, or has come as far as it needs. */
  ACTIVE,
  /** Something that it relies on has not come that far yet. */
  WAITING,
  /** It was given up, or something that it relies on was. */
  IMPOSSIBLE;

  /** How models name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
