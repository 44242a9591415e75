package dev.turnup.connectors.sandbox;

import dev.turnup.connectors.sandbox.standin.Reply;

/** What was asked of the control makes no sense; the message says what does. */
final class ControlRefusal extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  private ControlRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ControlRefusal invalid(String message) {
    return new ControlRefusal(400, "invalid", message);
  }

  static ControlRefusal unknown(String message) {
    return new ControlRefusal(404, "unknown", message);
  }

  static ControlRefusal conflict(String code, String message) {
    return new ControlRefusal(409, code, message);
  }

  Reply reply() {
    return Reply.problem(status, code, getMessage());
  }
}
