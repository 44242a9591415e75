package dev.turnup.engine.choice;

import dev.turnup.engine.order.Codes;
import java.util.Optional;

/** What a customer may choose. */
public enum Choice {
  /** It stays as they were told. */
  ACCEPT("accept"),
  /** The technician comes at another time. */
  PICK("pick"),
  /** What is ready comes first, the rest when it is. */
  DELIVER_READY("deliverReady"),
  /** The order is to be cancelled. */
  CANCEL("cancel");

  private final String code;

  Choice(String code) {
    this.code = code;
  }

  /** How rows and forms name it. */
  public String code() {
    return code;
  }

  /** The choice of this name, if there is one. */
  public static Optional<Choice> named(String code) {
    return Codes.find(values(), choice -> choice.code, code);
  }
}
