package dev.turnup.engine.scheduling;

import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who works where and when, as dispatch looks at it. */
public interface Schedules {

  /** By name. */
  List<Territory> territories(int most);

  Optional<Territory> territory(String id);

  /** Those of a territory, of those above it, and of those below it; by name. */
  List<Technician> around(String territory, int most);

  /**
   * The visits of technicians that overlap a time, but for those called off, and what is held for
   * visits now; by their start.
   */
  List<Planned> visits(Collection<String> technicians, Instant from, Instant to, Instant now);

  /**
   * The same for those that the workforce system makes in a territory and in those below it.
   *
   * @param most so many at most
   */
  List<Planned> outside(String territory, Instant from, Instant to, int most);

  /**
   * A visit, or a time that is held for one.
   *
   * @param technician of ours, or whom the workforce system named; may be empty then
   * @param order empty if there is none yet
   * @param delivery its number in the order, once that is planned
   * @param state {@code held}, {@code booked}, {@code done} or {@code missed}; {@code lost} if its
   *     technician cannot make it, or the workforce system sends nobody, and nobody else is found
   *     yet
   * @param address of the site; empty text if it is not known any more
   */
  record Planned(
      String technician,
      Optional<OrderId> order,
      Optional<Integer> delivery,
      String state,
      Instant start,
      Instant end,
      String address) {}
}
