package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.persistence.InboxMapper.InboxRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class InboxStore implements Inbox {

  private final InboxMapper mapper;

  InboxStore(InboxMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean keep(Message message, Instant now) {
    return mapper.insert(InboxRow.of(message), Utc.of(now)) == 1;
  }

  @Override
  public List<Message> due(Instant now, int limit) {
    return mapper.findDue(Utc.of(now), limit).stream().map(InboxRow::message).toList();
  }

  @Override
  public void settled(UUID id, Instant now) {
    mapper.updateSettled(id, Utc.of(now));
  }

  @Override
  public void tryAgain(UUID id, Instant at) {
    mapper.updateNextTry(id, Utc.of(at));
  }
}
