package dev.turnup.engine.decomposition;

import java.util.Locale;

/** What is to become of a component. */
public enum ComponentAction {
  /** It is made to exist. */
  ADD,
  /** It exists, and is changed. */
  MODIFY,
  /** It exists, and is made to end. */
  CEASE,
  /** It exists and stays as it is. */
  NONE;

  /** How rows name the action: {@code add}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if there is no such action
   */
  public static ComponentAction of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
