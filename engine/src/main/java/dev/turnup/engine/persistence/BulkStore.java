package dev.turnup.engine.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.RunOrder;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.bulk.Signs;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.persistence.BulkMapper.RunOrderRow;
import dev.turnup.engine.persistence.BulkMapper.RunRow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;

@Repository
class BulkStore implements Runs, Signs {

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final BulkMapper mapper;
  private final ApplicationEventPublisher publisher;

  BulkStore(BulkMapper mapper, ApplicationEventPublisher publisher) {
    this.mapper = mapper;
    this.publisher = publisher;
  }

  @Override
  public RunId nextId() {
    return new RunId(ids.generate());
  }

  @Override
  public void add(Run run) {
    mapper.insert(RunRow.of(run));
  }

  @Override
  public int addOrders(RunId id, Collection<OrderId> orders) {
    return mapper.insertOrders(
        id.value(), orders.stream().map(OrderId::value).distinct().toArray(String[]::new));
  }

  @Override
  public Optional<Run> find(RunId id) {
    return mapper.find(id.value()).map(RunRow::run);
  }

  @Override
  public Run lock(RunId id) {
    return mapper
        .lock(id.value())
        .map(RunRow::run)
        .orElseThrow(() -> new NoSuchElementException("there is no run " + id));
  }

  @Override
  public Optional<Run> lockDue(Instant now, Set<String> actions) {
    return mapper.lockDue(Utc.of(now), actions.toArray(String[]::new)).map(RunRow::run);
  }

  @Override
  public void update(Run run) {
    mapper.update(RunRow.of(run));
    if (run.course().nextAt().isPresent()) {
      publisher.publishEvent(new Moving(run.id()));
    }
  }

  @Override
  public Optional<RunOrder> nextToCheck(RunId id, Instant now) {
    return mapper.findToCheck(id.value(), Utc.of(now)).map(RunOrderRow::order);
  }

  @Override
  public Optional<RunOrder> nextInTurn(RunId id) {
    return mapper.findNext(id.value()).map(RunOrderRow::order);
  }

  @Override
  public Optional<Instant> nextCheck(RunId id) {
    return Optional.ofNullable(mapper.findNextCheck(id.value())).map(OffsetDateTime::toInstant);
  }

  @Override
  public Optional<RunOrder> order(RunId id, OrderId order) {
    return mapper.findOrder(id.value(), order.value()).map(RunOrderRow::order);
  }

  @Override
  public void update(RunId id, RunOrder order) {
    mapper.updateOrder(id.value(), RunOrderRow.of(order));
  }

  @Override
  public void putOff(RunId id, RunOrder order) {
    mapper.updateOrder(id.value(), RunOrderRow.of(order));
    mapper.putOff(id.value(), order.order().value());
  }

  @Override
  public void leaveUntouched(RunId id) {
    mapper.leaveUntouched(id.value());
  }

  @Override
  public boolean ofSuccess(StepFellOut what, Set<EventKind> kinds, Instant since) {
    return mapper.hasSign(
        what.order().value(),
        what.component().map(ComponentId::value).orElse(null),
        what.component()
            .map(ComponentId::toString)
            .or(() -> what.delivery().map(DeliveryId::toString))
            .orElse(null),
        what.step(),
        kinds.stream().map(EventKind::code).toArray(String[]::new),
        Utc.of(since));
  }

  @Override
  public Optional<Instant> nextAfter(Instant now) {
    return Optional.ofNullable(mapper.findNextAfter(Utc.of(now))).map(OffsetDateTime::toInstant);
  }

  @Override
  public boolean isDue(Instant now) {
    return mapper.isDue(Utc.of(now));
  }
}
