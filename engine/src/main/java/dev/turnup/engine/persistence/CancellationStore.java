package dev.turnup.engine.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder.Former;
import dev.turnup.engine.persistence.CancellationMapper.CancellationRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

@Repository
class CancellationStore implements Cancellations {

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final CancellationMapper mapper;

  CancellationStore(CancellationMapper mapper) {
    this.mapper = mapper;
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
  public Page page(Wanted wanted, int offset, int limit) {
    String caller = wanted.onlyOf().orElse(null);
    List<String> states = wanted.states().stream().map(Cancellation.State::tmfName).toList();
    return new Page(
        mapper.findPage(caller, wanted.ids(), wanted.orders(), states, offset, limit).stream()
            .map(CancellationStore::cancellation)
            .toList(),
        mapper.countPage(caller, wanted.ids(), wanted.orders(), states, Page.COUNTED + 1));
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
        row.requestedAt().toInstant(),
        Optional.ofNullable(row.endedAt()).map(at -> at.toInstant()));
  }
}
