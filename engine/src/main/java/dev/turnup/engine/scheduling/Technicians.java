package dev.turnup.engine.scheduling;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The technicians whom Turnup plans. */
public interface Technicians {

  /** Those of a territory, by id. */
  List<Technician> in(String territory);

  /**
   * Those who have all of the skills, wherever they work.
   *
   * @param territory whose technicians come first
   */
  List<Technician> able(Set<String> skills, String territory, int most);

  /** Those of the ids that there are. */
  List<Technician> named(Collection<String> ids);

  Optional<Technician> find(String id);

  /** The territories whose technicians go to this one: itself, and those above it. */
  Set<String> homesFor(String territory);
}
