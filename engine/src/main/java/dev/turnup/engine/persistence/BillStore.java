package dev.turnup.engine.persistence;

import dev.turnup.engine.activation.Handovers;
import dev.turnup.engine.billing.BillStart;
import dev.turnup.engine.billing.BillStarts;
import dev.turnup.engine.billing.BillStops;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.persistence.BillMapper.BillRow;
import java.time.LocalDate;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class BillStore implements Handovers, BillStarts, BillStops {

  private final BillMapper mapper;
  private final LockedOrders lockedOrders;

  BillStore(BillMapper mapper, LockedOrders lockedOrders) {
    this.mapper = mapper;
    this.lockedOrders = lockedOrders;
  }

  @Override
  public boolean accept(OrderId order, ItemId item, LocalDate day, Optional<ComponentId> billed) {
    if (mapper.acceptItem(order.value(), item.value(), day) == 0) {
      return false;
    }
    billed.ifPresent(
        component -> mapper.insertDue(order.value(), item.value(), component.value(), day));
    return true;
  }

  @Override
  public BillStart of(ComponentId component) {
    return lockedOrders.about(component, BillStart.class, () -> read(component));
  }

  private BillStart read(ComponentId component) {
    return mapper
        .find(component.value())
        .map(BillRow::bill)
        .orElseThrow(() -> new NoSuchElementException("no bill is due for " + component));
  }

  @Override
  public void update(BillStart bill) {
    lockedOrders.forget(bill.component(), BillStart.class);
    if (mapper.update(BillRow.of(bill)) == 0) {
      throw new StaleVersion("bill of item " + bill.item() + " of order " + bill.order());
    }
  }

  @Override
  public boolean add(EndedBill ended) {
    return mapper.insertStop(
            ended.order().value(),
            ended.item().value(),
            ended.product(),
            ended.effective(),
            ended.reference(),
            Utc.of(ended.stoppedAt()))
        == 1;
  }
}
