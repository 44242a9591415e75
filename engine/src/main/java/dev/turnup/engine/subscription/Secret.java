package dev.turnup.engine.subscription;

/** What a subscriber's events are signed with; no log line and no message shows it. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "(hidden)";
  }
}
