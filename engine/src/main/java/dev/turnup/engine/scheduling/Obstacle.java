package dev.turnup.engine.scheduling;

import dev.turnup.engine.scheduling.LostVisits.Duty;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Why a technician cannot make a visit that was planned with them. */
public enum Obstacle {
  ABSENCE,
  NOT_WORKING,
  UNSKILLED,
  /** They work in another territory. */
  ELSEWHERE;

  /**
   * @param technician empty if there is no such any more
   * @param homesFor the territories whose technicians go to one
   */
  static Set<Obstacle> to(
      Duty duty, Optional<Technician> technician, Function<String, Set<String>> homesFor) {
    if (technician.isEmpty()) {
      return EnumSet.allOf(Obstacle.class);
    }
    Technician who = technician.get();
    Instant start = duty.slot().start().toInstant();
    Instant end = duty.slot().end().toInstant();
    Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
    if (who.isAbsent(start, end)) {
      obstacles.add(ABSENCE);
    }
    if (!who.works(duty.slot())) {
      obstacles.add(NOT_WORKING);
    }
    if (!who.skills().containsAll(duty.skills())) {
      obstacles.add(UNSKILLED);
    }
    if (duty.territory()
        .filter(there -> !homesFor.apply(there).contains(who.territory()))
        .isPresent()) {
      obstacles.add(ELSEWHERE);
    }
    return obstacles;
  }
}
