package dev.turnup.connectors.sandbox.clock;

/** The clock is being walked already; there is one walk at a time. */
public final class WalkInProgress extends RuntimeException {

  private static final long serialVersionUID = 1;

  WalkInProgress() {
    super("the clock is being walked already; one walk at a time");
  }
}
