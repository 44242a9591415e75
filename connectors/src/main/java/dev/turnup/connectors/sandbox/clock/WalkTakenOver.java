package dev.turnup.connectors.sandbox.clock;

/** This walk was silent for too long, and another one moves the clock now. */
final class WalkTakenOver extends RuntimeException {

  private static final long serialVersionUID = 1;

  WalkTakenOver() {
    super("this walk was silent for over ten seconds; another one moves the clock now");
  }
}
