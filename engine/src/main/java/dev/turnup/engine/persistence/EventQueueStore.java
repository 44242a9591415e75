package dev.turnup.engine.persistence;

import dev.turnup.engine.persistence.EventQueueMapper.ClaimRow;
import dev.turnup.engine.persistence.EventQueueMapper.DrawnRow;
import dev.turnup.engine.persistence.EventQueueMapper.HorizonRow;
import dev.turnup.engine.subscription.EventQueue;
import dev.turnup.engine.subscription.EventType;
import dev.turnup.engine.subscription.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class EventQueueStore implements EventQueue {

  private final EventQueueMapper mapper;

  EventQueueStore(EventQueueMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean advance(Instant now) {
    // before this transaction gets its id, so that whoever has drawn a number has a lower one
    DrawnRow drawn = mapper.findDrawn();
    if (drawn.told()) {
      return false;
    }
    Optional<HorizonRow> locked = mapper.lockHorizon();
    if (locked.isEmpty()) {
      return false;
    }
    HorizonRow horizon = locked.get();
    long sequence = horizon.sequence();
    Long candidate = horizon.candidate();
    if (candidate != null && horizon.complete()) {
      mapper.insertCursors(sequence, candidate, Utc.of(now));
      mapper.elect();
      sequence = candidate;
      candidate = null;
    }
    if (drawn.last() > sequence && (candidate == null || horizon.foreign())) {
      mapper.nominate(drawn.last());
      return true;
    }
    return false;
  }

  @Override
  public List<Claim> claim(Instant now, Duration lasts, int perSubscription, int limit) {
    return mapper.claim(Utc.of(now), lasts.toSeconds(), perSubscription, limit).stream()
        .map(ClaimRow::claimed)
        .toList();
  }

  @Override
  public Optional<OrderEvent> next(Claim claim) {
    return mapper
        .findNext(ClaimRow.of(claim))
        .map(TimelineMapper.EventRow::recorded)
        .map(
            recorded ->
                new OrderEvent(
                    claim.order(), EventType.of(recorded.entry()).orElseThrow(), recorded));
  }

  @Override
  public boolean delivered(Claim claim, OrderEvent event, Duration lasts) {
    ClaimRow row = ClaimRow.of(claim);
    long sequence = event.recorded().sequence();
    return mapper.deleteDone(row, sequence) == 0
        && mapper.updateDelivered(row, sequence, lasts.toSeconds()) == 1;
  }

  @Override
  public void failed(Claim claim, String failure, Instant now, Optional<Instant> nextTry) {
    mapper.updateFailed(
        ClaimRow.of(claim), failure, Utc.of(now), nextTry.map(Utc::of).orElse(null));
  }

  @Override
  public Optional<Instant> nextAfter(Instant now, int tries) {
    return Optional.ofNullable(mapper.findNextTry(Utc.of(now), tries))
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public boolean isBusy(Instant now, int tries) {
    return mapper.isBusy(Utc.of(now), tries);
  }
}
