package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.persistence.InboxMapper.InboxRow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;

@Repository
class InboxStore implements Inbox {

  private final InboxMapper mapper;
  private final ApplicationEventPublisher publisher;

  InboxStore(InboxMapper mapper, ApplicationEventPublisher publisher) {
    this.mapper = mapper;
    this.publisher = publisher;
  }

  @Override
  public boolean keep(Message message, Instant saidAt, Instant now) {
    boolean isNew = mapper.insert(InboxRow.of(message), Utc.of(saidAt), Utc.of(now)) == 1;
    if (isNew) {
      publisher.publishEvent(new Kept(message.id()));
    }
    return isNew;
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

  @Override
  public boolean isOutdated(Message message, String... sameFacts) {
    Map<String, String> same = new HashMap<>(message.facts());
    same.keySet().retainAll(Set.of(sameFacts));
    return mapper.isOutdated(message.id(), Json.of(same));
  }

  @Override
  public int countDue(Instant now, int tries) {
    return mapper.countDue(Utc.of(now), tries);
  }

  @Override
  public Optional<Instant> nextAfter(Instant now, int tries) {
    return mapper.findNextAfter(Utc.of(now), tries).map(OffsetDateTime::toInstant);
  }
}
