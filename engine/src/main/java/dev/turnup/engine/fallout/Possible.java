package dev.turnup.engine.fallout;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.ComponentState;

/** What may still be done with a component that fell out. */
final class Possible {

  private Possible() {}

  static boolean change(Component component) {
    return component.isOpen()
        && !component.isPastReturn()
        && component.action() != ComponentAction.CEASE
        && !component.characteristics().isEmpty();
  }

  /**
   * What is proved to work is never left unbilled, so it cannot be given up any more; nor can the
   * end of what may be billed no more already.
   */
  static boolean cancellation(Component component) {
    if (component.action() == ComponentAction.CEASE && component.specification().billable()) {
      return component.state() == ComponentState.CANCELLED;
    }
    return switch (component.state()) {
      case PLANNED, DEACTIVATED, CANCELLED -> true;
      case ACTIVATED -> !component.isPastReturn();
      case VERIFIED, ACTIVE, CEASED -> false;
    };
  }
}
