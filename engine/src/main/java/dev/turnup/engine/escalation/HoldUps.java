package dev.turnup.engine.escalation;

import java.time.Instant;
import java.util.List;

/** A way of looking for what many orders wait for. */
public interface HoldUps {

  /** What it can find. */
  HoldUp.Kind finds();

  /** All that holds up orders now, or is looked after and not mended. */
  List<HoldUp> now(Instant now);
}
