package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Finds the visits to come that a change keeps their technicians from making. */
@UseCase
public final class FindLostVisits {

  private final LostVisits lostVisits;
  private final Technicians technicians;
  private final Clock clock;

  public FindLostVisits(LostVisits lostVisits, Technicians technicians, Clock clock) {
    this.lostVisits = lostVisits;
    this.technicians = technicians;
    this.clock = clock;
  }

  /**
   * Makes a change, and sees to it that what is lost by it is moved. What was planned in spite of
   * an obstacle, as dispatch may, is not lost by that one.
   *
   * @param who whose work it may change
   * @return what is lost, in order of time
   */
  public List<Duty> by(Runnable change, Collection<String> who) {
    Map<Whose, Set<Obstacle>> before = new HashMap<>();
    obstacles(who).forEach((duty, there) -> before.put(Whose.of(duty), there));
    change.run();
    List<Duty> lost = new ArrayList<>();
    Map<Obstacle, List<UUID>> because = new EnumMap<>(Obstacle.class);
    obstacles(who)
        .forEach(
            (duty, there) -> {
              there.removeAll(before.getOrDefault(Whose.of(duty), Set.of()));
              there.stream()
                  .findFirst()
                  .ifPresent(
                      first -> {
                        lost.add(duty);
                        because
                            .computeIfAbsent(first, o -> new ArrayList<>())
                            .add(duty.appointment());
                      });
            });
    Instant now = clock.instant();
    because.forEach((obstacle, appointments) -> lostVisits.lose(appointments, obstacle, now));
    return lost;
  }

  /** A visit may have two who make it. */
  private record Whose(UUID appointment, String technician) {
    static Whose of(Duty duty) {
      return new Whose(duty.appointment(), duty.slot().technician());
    }
  }

  private Map<Duty, Set<Obstacle>> obstacles(Collection<String> who) {
    if (who.isEmpty()) {
      return Map.of();
    }
    List<Duty> duties = lostVisits.duties(who, clock.instant());
    Map<String, Technician> known =
        technicians
            .named(duties.stream().map(duty -> duty.slot().technician()).distinct().toList())
            .stream()
            .collect(toMap(Technician::id, Function.identity()));
    Map<Duty, Set<Obstacle>> obstacles = new LinkedHashMap<>();
    for (Duty duty : duties) {
      obstacles.put(
          duty, Obstacle.to(duty, Optional.ofNullable(known.get(duty.slot().technician()))));
    }
    return obstacles;
  }
}
