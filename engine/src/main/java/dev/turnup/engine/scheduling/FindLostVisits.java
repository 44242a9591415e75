package dev.turnup.engine.scheduling;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.scheduling.LostVisits.Days;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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
   * @param days on which it may; empty for any
   * @return what is lost, in order of time
   */
  public List<Duty> by(Runnable change, Collection<String> who, Optional<Days> days) {
    Map<String, Technician> before = named(who);
    change.run();
    Map<String, Technician> after = named(who);
    Instant now = clock.instant();
    Map<String, Set<String>> homes = new HashMap<>();
    Function<String, Set<String>> homesFor =
        territory -> homes.computeIfAbsent(territory, technicians::homesFor);
    List<Duty> lost = new ArrayList<>();
    Map<Obstacle, List<UUID>> because = new EnumMap<>(Obstacle.class);
    List<Duty> duties = who.isEmpty() ? List.of() : lostVisits.duties(who, now, days);
    List<Slot> over = duties.isEmpty() ? List.of() : lostVisits.over(who, now);
    Set<UUID> tooMany = beyond(duties, over, after);
    if (!tooMany.isEmpty()) {
      tooMany.removeAll(beyond(duties, over, before));
    }
    for (Duty duty : duties) {
      Set<Obstacle> there = obstacles(duty, after, homesFor);
      if (!there.isEmpty()) {
        there.removeAll(obstacles(duty, before, homesFor));
      }
      if (tooMany.contains(duty.appointment())) {
        there.add(Obstacle.TOO_MANY);
      }
      for (Obstacle first : there.stream().limit(1).toList()) {
        lost.add(duty);
        // what is held for an order finds that out when the order has it
        duty.work()
            .ifPresent(
                work ->
                    because.computeIfAbsent(first, o -> new ArrayList<>()).add(duty.appointment()));
      }
    }
    because.forEach((obstacle, appointments) -> lostVisits.lose(appointments, obstacle, now));
    return lost;
  }

  private Map<String, Technician> named(Collection<String> who) {
    return who.isEmpty()
        ? Map.of()
        : technicians.named(who).stream().collect(toMap(Technician::id, Function.identity()));
  }

  private static Set<UUID> beyond(
      List<Duty> duties, List<Slot> over, Map<String, Technician> known) {
    Set<UUID> beyond = new HashSet<>();
    known
        .values()
        .forEach(
            technician ->
                beyond.addAll(
                    Obstacle.beyond(
                        duties.stream()
                            .filter(duty -> duty.slot().technician().equals(technician.id()))
                            .toList(),
                        over.stream()
                            .filter(slot -> slot.technician().equals(technician.id()))
                            .toList(),
                        technician.most())));
    return beyond;
  }

  private static Set<Obstacle> obstacles(
      Duty duty, Map<String, Technician> known, Function<String, Set<String>> homesFor) {
    return Obstacle.to(duty, Optional.ofNullable(known.get(duty.slot().technician())), homesFor);
  }
}
