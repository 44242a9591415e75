package dev.turnup.engine.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderSearch;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder.Former;
import dev.turnup.engine.persistence.CancellationMapper.CancellationRow;
import dev.turnup.engine.persistence.CancellationMapper.CriterionRow;
import dev.turnup.engine.persistence.CancellationMapper.WantedRow;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;

@Repository
class CancellationStore implements Cancellations {

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final CancellationMapper mapper;
  private final BoundedReads reads;

  CancellationStore(CancellationMapper mapper, BoundedReads reads) {
    this.mapper = mapper;
    this.reads = reads;
  }

  @Override
  public UUID nextId() {
    return ids.generate();
  }

  @Override
  public void add(Cancellation cancellation) {
    mapper.insert(row(cancellation));
  }

  @Override
  public void update(Cancellation cancellation) {
    mapper.update(row(cancellation));
  }

  @Override
  public List<Cancellation> open(OrderId order) {
    return mapper.findOpen(order.value()).stream().map(CancellationStore::cancellation).toList();
  }

  @Override
  public Cancellation get(UUID id) {
    return mapper.get(id).map(CancellationStore::cancellation).orElseThrow();
  }

  @Override
  public Optional<Cancellation> find(UUID id, Optional<String> onlyOf) {
    return mapper.find(id, onlyOf.orElse(null)).map(CancellationStore::cancellation);
  }

  @Override
  public Answer find(Wanted wanted) {
    WantedRow row = row(wanted);
    try {
      int counted =
          reads.within(BoundedReads.TIMEOUT, () -> mapper.countPage(row, OrderSearch.COUNTED + 1));
      List<CancellationRow> rows = reads.within(BoundedReads.TIMEOUT, () -> mapper.findPage(row));
      List<Cancellation> found =
          rows.stream()
              .limit(wanted.limit())
              .map(CancellationStore::cancellation)
              .collect(Collectors.toList());
      if (row.ascending()) {
        Collections.reverse(found);
      }
      return new Answer.Found(
          found,
          rows.size() > wanted.limit(),
          Math.min(counted, OrderSearch.COUNTED),
          counted <= OrderSearch.COUNTED);
    } catch (DataAccessException e) {
      if (BoundedReads.tookTooLong(e)) {
        return new Answer.TooExpensive();
      }
      if (BoundedReads.isUnreadable(e)) {
        return new Answer.Unreadable(String.valueOf(e.getMostSpecificCause().getMessage()));
      }
      throw e;
    }
  }

  /** One row more than asked for tells whether there are more. */
  static WantedRow row(Wanted wanted) {
    return new WantedRow(
        wanted.onlyOf().orElse(null),
        wanted.criteria().stream()
            .map(
                each ->
                    new CriterionRow(
                        each.attribute().name(), each.operator().name(), each.values()))
            .toList(),
        wanted.from().map(Position::id).orElse(null),
        wanted.from().filter(Position::backwards).isPresent(),
        wanted.offset(),
        wanted.limit() + 1);
  }

  @Override
  public void remember(OrderId order, Former former) {
    Map<String, String> items = new HashMap<>();
    former.items().forEach((id, state) -> items.put(id.value(), state.tmfName()));
    mapper.remember(order.value(), former.state().tmfName(), Json.of(items));
  }

  @Override
  public Former former(OrderId order) {
    CancellationMapper.FormerRow row = mapper.findFormer(order.value()).orElseThrow();
    Map<ItemId, ItemState> items = new HashMap<>();
    Json.texts(row.itemStates())
        .forEach((id, state) -> items.put(new ItemId(id), ItemState.of(state)));
    return new Former(OrderState.of(row.state()), items);
  }

  private static CancellationRow row(Cancellation cancellation) {
    return new CancellationRow(
        cancellation.id(),
        cancellation.order().value(),
        cancellation.document(),
        cancellation.reason().orElse(null),
        cancellation.state().tmfName(),
        cancellation.refusal().orElse(null),
        cancellation.charge().orElse(null),
        Utc.of(cancellation.requestedAt()),
        cancellation.endedAt().map(Utc::of).orElse(null));
  }

  private static Cancellation cancellation(CancellationRow row) {
    return new Cancellation(
        row.id(),
        new OrderId(row.orderId()),
        row.document(),
        Optional.ofNullable(row.reason()),
        Cancellation.State.of(row.state()),
        Optional.ofNullable(row.refusal()),
        Optional.ofNullable(row.charge()),
        row.requestedAt().toInstant(),
        Optional.ofNullable(row.endedAt()).map(at -> at.toInstant()));
  }
}
