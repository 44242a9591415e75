package dev.turnup.engine.scheduling;

import dev.turnup.engine.scheduling.LostVisits.Duty;
import dev.turnup.engine.scheduling.Technician.DailyMost;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Why a technician cannot make a visit that was planned with them. */
public enum Obstacle {
  ABSENCE,
  NOT_WORKING,
  UNSKILLED,
  /** They work in another territory. */
  ELSEWHERE,
  /** They do less in a day than is planned for it. */
  TOO_MANY;

  /**
   * Which of the visits of one technician are more than they do in a day: the last ones of it.
   *
   * @param duties to come, in order of time
   * @param over what they have behind them
   */
  static Set<UUID> beyond(List<Duty> duties, List<Slot> over, DailyMost most) {
    Set<UUID> beyond = new HashSet<>();
    Map<LocalDate, Duration> spent = new HashMap<>();
    Map<LocalDate, Integer> made = new HashMap<>();
    for (Slot slot : over) {
      LocalDate day = slot.start().toLocalDate();
      spent.merge(day, Duration.between(slot.start(), slot.end()), Duration::plus);
      made.merge(day, 1, Integer::sum);
    }
    for (Duty duty : duties) {
      LocalDate day = duty.slot().start().toLocalDate();
      Duration time =
          spent
              .getOrDefault(day, Duration.ZERO)
              .plus(Duration.between(duty.slot().start(), duty.slot().end()));
      int visits = made.getOrDefault(day, 0) + 1;
      if (most.allows(visits, time)) {
        spent.put(day, time);
        made.put(day, visits);
      } else {
        beyond.add(duty.appointment());
      }
    }
    return beyond;
  }

  /**
   * Those that are so whatever else they have to do.
   *
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
