package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Visits to come that their technicians cannot make any more. Each stays one until it is moved, or
 * its technician can make it again.
 */
public interface LostVisits {

  /**
   * All that these technicians have to do, alone or beside another one, if it is not over by {@code
   * now}; in order of time.
   */
  List<Duty> duties(Collection<String> technicians, Instant now);

  /** From now on these are lost. */
  void lose(Collection<UUID> appointments, Obstacle because, Instant now);

  /** Those that are to be looked at, the longest known first; for each the one who leads. */
  List<Duty> due(Instant now, int most);

  /**
   * Those who were to make the visit of a delivery that is lost; empty if it is not, or has begun.
   */
  List<Lost> of(DeliveryId delivery, Instant now);

  /** It can be made again. */
  void keep(UUID appointment);

  /** It is looked at again then. */
  void putOff(UUID appointment, Instant until);

  /**
   * What a technician has to do.
   *
   * @param appointment of the visit, also where they come along
   * @param number of the delivery in its order
   * @param skills that it takes of them
   */
  record Duty(
      UUID appointment,
      OrderId order,
      DeliveryId delivery,
      int number,
      Slot slot,
      Set<String> skills) {}

  /** A visit that is lost, and why; perhaps through the other one of two. */
  record Lost(Duty duty, Obstacle because) {}
}
