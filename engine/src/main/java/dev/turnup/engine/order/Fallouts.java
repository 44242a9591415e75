package dev.turnup.engine.order;

/** Where a step hands over what it cannot go on with. */
public interface Fallouts {

  /** Keeps what fell out, in the caller's transaction; from here it is a person's or a table's. */
  FalloutId raise(StepFellOut what);
}
