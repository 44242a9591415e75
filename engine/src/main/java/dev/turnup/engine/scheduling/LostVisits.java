package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
   *
   * @param days those that are meant, wherever on Earth; all if empty
   */
  List<Duty> duties(Collection<String> technicians, Instant now, Optional<Days> days);

  /**
   * What these technicians have behind them, done or only not reported by {@code now}, on the days
   * on which there is still something to do.
   */
  List<Slot> over(Collection<String> technicians, Instant now);

  /** Some days, the last one included. */
  record Days(LocalDate first, LocalDate last) {

    /** When the first of them begins anywhere. */
    public Instant begin() {
      return first.atStartOfDay(ZoneOffset.ofHours(14)).toInstant();
    }

    /** When the last of them has ended everywhere. */
    public Instant end() {
      return last.plusDays(1).atStartOfDay(ZoneOffset.ofHours(-12)).toInstant();
    }
  }

  /** From now on these are lost. */
  void lose(Collection<UUID> appointments, Obstacle because, Instant now);

  /**
   * Those that have their work and are to be looked at, the longest known first; for each the one
   * who leads.
   */
  List<Duty> due(Instant now, int most);

  /**
   * Those who were to make the visit of a delivery that is lost; empty if it is not, or is over.
   */
  List<Lost> of(DeliveryId delivery, Instant now);

  /** It can be made again. */
  void keep(UUID appointment);

  /** It is looked at again later: after ten seconds, and ever more, up to five minutes. */
  void putOff(UUID appointment, Instant now);

  /**
   * What a technician has to do.
   *
   * @param appointment of the visit, also where they come along
   * @param work what it is for; empty while the time is only held for an order
   * @param territory of the site
   * @param skills that it takes of them, as far as that is known
   */
  record Duty(
      UUID appointment,
      Optional<Work> work,
      Slot slot,
      Optional<String> territory,
      Set<String> skills) {}

  /**
   * What a visit is for.
   *
   * @param number of the delivery in its order
   */
  record Work(OrderId order, DeliveryId delivery, int number) {}

  /** A visit that is lost, and why; perhaps through the other one of two. */
  record Lost(Duty duty, Obstacle because) {}
}
