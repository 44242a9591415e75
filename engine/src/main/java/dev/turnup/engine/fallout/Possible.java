package dev.turnup.engine.fallout;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;

/** What may still be done with a component that fell out. */
final class Possible {

  private Possible() {}

  static boolean change(Component component) {
    return component.isOpen() && !component.characteristics().isEmpty();
  }

  /** What is proved to work is never left unbilled, so it cannot be given up any more. */
  static boolean cancellation(Component component) {
    return switch (component.state()) {
      case PLANNED, CANCELLED -> true;
      case ACTIVATED -> component.specification().pointOfNoReturn() != PointOfNoReturn.HARD;
      case VERIFIED, ACTIVE -> false;
    };
  }
}
