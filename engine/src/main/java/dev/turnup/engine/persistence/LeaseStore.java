package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.Leases;
import java.time.Duration;
import org.springframework.stereotype.Repository;

@Repository
class LeaseStore implements Leases {

  private final LeaseMapper mapper;

  LeaseStore(LeaseMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean take(String name, String holder, Duration lasts) {
    return mapper.take(name, holder, lasts.toSeconds()) == 1;
  }
}
