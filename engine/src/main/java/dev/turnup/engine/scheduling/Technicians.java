package dev.turnup.engine.scheduling;

import java.util.List;
import java.util.Optional;

/** The technicians whom Turnup plans. */
public interface Technicians {

  /** Those of a territory, by id. */
  List<Technician> in(String territory);

  Optional<Technician> find(String id);
}
