package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.util.List;
import java.util.Optional;

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

  /** Those that are looked for, the last raised first. */
  List<Fallout> find(Wanted wanted);

  /**
   * What was done about the last 100 of a cause, and whether it helped; the most frequent first.
   */
  List<Experience> experience(String fingerprint);

  /**
   * Which fallouts are looked for; what is empty does not matter.
   *
   * @param system whose failure it is
   * @param owner who has it, or had it last
   * @param unsettled whether only those that are not closed
   * @param after go on after this one
   * @param most how many at most
   */
  record Wanted(
      Optional<OrderId> order,
      Optional<String> fingerprint,
      Optional<String> system,
      Optional<String> owner,
      Optional<FalloutState> state,
      boolean unsettled,
      Optional<FalloutId> after,
      int most) {}

  /**
   * How a decision turned out.
   *
   * @param times how often it was taken
   * @param worked how often the step did not fall out again afterwards
   */
  record Experience(Fallout.Decision decision, int times, int worked) {}

  /** All of the same order, component, delivery and step, oldest first. */
  List<Fallout> alike(StepFellOut what);
}
