package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.bulk.Forecast;
import dev.turnup.engine.bulk.OrderSketch;
import dev.turnup.engine.bulk.PrepareRun.Key;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.RunOrder;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.bulk.Selection;
import dev.turnup.engine.bulk.Signs;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.persistence.BulkMapper.CountRow;
import dev.turnup.engine.persistence.BulkMapper.FilterRow;
import dev.turnup.engine.persistence.BulkMapper.GroupRow;
import dev.turnup.engine.persistence.BulkMapper.RunOrderRow;
import dev.turnup.engine.persistence.BulkMapper.RunRow;
import dev.turnup.engine.persistence.BulkMapper.SketchRow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;

@Repository
class BulkStore implements Runs, Signs {

  /** For finding the orders that a person means, as PostgreSQL writes it. */
  private static final String PATIENCE = "5s";

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final BulkMapper mapper;
  private final UnwrittenEntries unwritten;
  private final ApplicationEventPublisher publisher;

  BulkStore(BulkMapper mapper, UnwrittenEntries unwritten, ApplicationEventPublisher publisher) {
    this.mapper = mapper;
    this.unwritten = unwritten;
    this.publisher = publisher;
  }

  @Override
  public RunId nextId() {
    return new RunId(ids.generate());
  }

  @Override
  public void add(Run run) {
    mapper.insert(RunRow.of(run), null, null);
  }

  @Override
  public Optional<Posted> add(Run run, Optional<Key> key) {
    int added =
        mapper.insert(
            RunRow.of(run),
            key.map(Key::value).orElse(null),
            key.map(Key::contentHash).orElse(null));
    return key.filter(same -> added == 0)
        .map(same -> mapper.findPosted(run.wish().author(), same.value()))
        .map(row -> new Posted(new RunId(row.id()), row.contentHash()));
  }

  @Override
  public int addOrders(RunId id, Collection<OrderId> orders) {
    return mapper.insertOrders(
        id.value(), orders.stream().map(OrderId::value).distinct().toArray(String[]::new));
  }

  @Override
  public int addOrders(RunId id, Selection.Filter filter, int most) {
    try {
      mapper.bound(PATIENCE);
      return mapper.insertSelected(id.value(), FilterRow.of(filter), most);
    } catch (DataAccessException e) {
      if (BoundedReads.tookTooLong(e)) {
        throw new Refused("Finding these orders took too long; say more of which are meant.");
      }
      throw e;
    }
  }

  @Override
  public List<OrderId> missing(RunId id, Collection<OrderId> orders, int most) {
    return mapper
        .findMissing(id.value(), orders.stream().map(OrderId::value).toArray(String[]::new), most)
        .stream()
        .map(OrderId::new)
        .toList();
  }

  @Override
  public List<OrderSketch> unforeseen(RunId id, int most) {
    return mapper.findUnforeseen(id.value(), most).stream().map(SketchRow::sketch).toList();
  }

  @Override
  public void foresee(RunId id, Map<OrderId, Forecast> forecasts) {
    mapper.foresee(
        id.value(),
        forecasts.keySet().stream().map(OrderId::value).toArray(String[]::new),
        forecasts.values().stream().map(Forecast::possible).toArray(Boolean[]::new),
        forecasts.values().stream().map(Forecast::words).toArray(String[]::new));
  }

  @Override
  public int waiting(RunId id) {
    return counts(id).getOrDefault(RunOrder.State.WAITING, 0);
  }

  @Override
  public List<OrderId> oneOfEachTier(RunId id) {
    return mapper.findOneOfEachTier(id.value()).stream().map(OrderId::new).toList();
  }

  @Override
  public List<Run> find(Optional<RunState> state, Optional<RunId> after, int most) {
    return mapper
        .findAll(state.map(RunState::code).orElse(null), after.map(RunId::value).orElse(null), most)
        .stream()
        .map(RunRow::run)
        .toList();
  }

  @Override
  public List<Group> groups(RunId id, int most) {
    return mapper.findGroups(id.value(), most).stream().map(GroupRow::group).toList();
  }

  @Override
  public Map<RunOrder.State, Integer> counts(RunId id) {
    return mapper.count(id.value()).stream()
        .collect(toMap(row -> RunOrder.State.find(row.state()).orElseThrow(), CountRow::orders));
  }

  @Override
  public List<RunOrder> orders(
      RunId id, Optional<RunOrder.State> state, Optional<OrderId> after, int most) {
    return mapper
        .findOrders(
            id.value(),
            state.map(RunOrder.State::code).orElse(null),
            after.map(OrderId::value).orElse(null),
            most)
        .stream()
        .map(RunOrderRow::order)
        .toList();
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
    unwritten.write();
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
