package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.util.List;

/** The fallouts that Turnup keeps. */
public interface FalloutBook {

  void add(Fallout fallout);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  Fallout get(FalloutId id);

  /**
   * Writes what was decided and what became of it.
   *
   * @throws dev.turnup.engine.order.StaleVersion if it was changed since it was read
   */
  void update(Fallout fallout);

  /** Those of the order that are not settled, oldest first. */
  List<Fallout> unsettled(OrderId order);

  /** All of the same order, component, delivery and step, oldest first. */
  List<Fallout> alike(StepFellOut what);
}
