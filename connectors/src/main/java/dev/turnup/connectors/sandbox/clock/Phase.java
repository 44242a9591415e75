package dev.turnup.connectors.sandbox.clock;

import java.util.Locale;

/** What a walk wants of every node. */
enum Phase {
  /** Work on, until there is nothing left that is due. */
  RUN,
  /** Take up nothing new, and finish what was taken up. */
  HOLD;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Phase of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
