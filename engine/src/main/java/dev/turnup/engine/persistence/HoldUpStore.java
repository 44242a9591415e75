package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.LookedAfter;
import dev.turnup.engine.escalation.LookedAfterBook;
import dev.turnup.engine.persistence.HoldUpMapper.HoldUpRow;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class HoldUpStore implements LookedAfterBook {

  private final HoldUpMapper mapper;

  HoldUpStore(HoldUpMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public List<String> subjects() {
    return mapper.findSubjects();
  }

  @Override
  public Optional<LookedAfter> lock(String subject) {
    mapper.takeTurn(subject);
    return mapper.find(subject).map(HoldUpRow::lookedAfter);
  }

  @Override
  public void put(LookedAfter lookedAfter) {
    mapper.put(HoldUpRow.of(lookedAfter));
  }

  @Override
  public void remove(String subject) {
    mapper.delete(subject);
  }
}
