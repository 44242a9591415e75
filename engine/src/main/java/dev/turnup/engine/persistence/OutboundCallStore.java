package dev.turnup.engine.persistence;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.persistence.OutboundCallMapper.FailingCallRow;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;

@Repository
class OutboundCallStore implements OutboundCalls {

  private final OutboundCallMapper mapper;
  private final Clock clock;

  OutboundCallStore(OutboundCallMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  @Override
  public List<OutboundCall> enter(Collection<OutboundCall> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    Set<String> known =
        calls.stream()
            .map(call -> call.key().value())
            .collect(Collectors.toCollection(TreeSet::new));
    known.removeAll(Set.copyOf(mapper.insert(OutboundCallRow.Columns.of(calls), now())));
    return known.isEmpty()
        ? List.of()
        : mapper.lock(known.toArray(String[]::new)).stream().map(OutboundCallRow::call).toList();
  }

  @Override
  public Set<CallKey> enterAtOnce(Collection<OutboundCall> calls) {
    return calls.isEmpty()
        ? Set.of()
        : mapper.insertAtOnce(OutboundCallRow.Columns.of(calls), now()).stream()
            .map(CallKey::new)
            .collect(Collectors.toSet());
  }

  @Override
  public Optional<OutboundCall> find(CallKey key) {
    return mapper.find(key.value()).map(OutboundCallRow::call);
  }

  @Override
  public List<Begun> irrevocable(OrderId order) {
    return mapper.findIrrevocable(order.value());
  }

  @Override
  public Set<String> unknownInNetwork(OrderId order) {
    return Set.copyOf(mapper.findUnknownInNetwork(order.value()));
  }

  @Override
  public List<Failing> failing(int most) {
    return mapper.findFailing(most).stream().map(FailingCallRow::failing).toList();
  }

  @Override
  public void reopen(Collection<OutboundCall> calls) {
    if (!calls.isEmpty()) {
      mapper.reopen(OutboundCallRow.Columns.of(calls), now());
    }
  }

  @Override
  public int note(Collection<OutboundCall> calls) {
    return calls.isEmpty() ? 0 : mapper.note(OutboundCallRow.Columns.of(calls), now());
  }

  @Override
  public void answeredLater(CallKey key, String answer) {
    mapper.answeredLater(key.value(), answer, now());
  }

  private OffsetDateTime now() {
    return Utc.of(clock.instant());
  }
}
