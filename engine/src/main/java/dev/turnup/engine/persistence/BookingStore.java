package dev.turnup.engine.persistence;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderSearch;
import dev.turnup.engine.persistence.BookingMapper.BookingRow;
import dev.turnup.engine.persistence.BookingMapper.WantedRow;
import dev.turnup.engine.scheduling.Booking;
import dev.turnup.engine.scheduling.Booking.State;
import dev.turnup.engine.scheduling.Bookings;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;

@Repository
class BookingStore implements Bookings {

  private static final Map<State, String> STATES =
      new EnumMap<>(
          Map.of(
              State.INITIALIZED, "held",
              State.CONFIRMED, "booked",
              State.COMPLETED, "done",
              State.FAILED, "missed",
              State.CANCELLED, "released"));

  private final BookingMapper mapper;
  private final BoundedReads reads;

  BookingStore(BookingMapper mapper, BoundedReads reads) {
    this.mapper = mapper;
    this.reads = reads;
  }

  @Override
  public Optional<Booking> find(UUID id, Optional<String> onlyOf) {
    return mapper.find(id, onlyOf.orElse(null)).map(BookingStore::booking);
  }

  @Override
  public Optional<Booking> newestOf(DeliveryId delivery) {
    return mapper.findNewest(delivery.value()).map(BookingStore::booking);
  }

  @Override
  public Answer find(Wanted wanted) {
    // one row more than asked for tells whether there are more
    WantedRow row =
        new WantedRow(
            wanted.onlyOf().orElse(null),
            wanted.ids(),
            wanted.orders().stream().map(OrderId::value).toList(),
            wanted.states().stream().map(STATES::get).toList(),
            wanted.behind().orElse(null),
            wanted.offset(),
            wanted.limit() + 1);
    try {
      int counted =
          reads.within(BoundedReads.TIMEOUT, () -> mapper.countPage(row, OrderSearch.COUNTED + 1));
      List<BookingRow> rows = reads.within(BoundedReads.TIMEOUT, () -> mapper.findPage(row));
      List<BookingRow> shown = rows.stream().limit(wanted.limit()).toList();
      return new Answer.Found(
          shown.stream().map(BookingStore::booking).toList(),
          Optional.of(shown)
              .filter(some -> !some.isEmpty() && rows.size() > some.size())
              .map(some -> some.get(some.size() - 1).appointmentId()),
          Math.min(counted, OrderSearch.COUNTED),
          counted <= OrderSearch.COUNTED);
    } catch (DataAccessException e) {
      if (BoundedReads.tookTooLong(e)) {
        return new Answer.TooExpensive();
      }
      throw e;
    }
  }

  @Override
  public void giveUp(UUID appointment) {
    mapper.giveUp(appointment);
  }

  private static Booking booking(BookingRow row) {
    ZoneId zone = ZoneId.of(row.timeZone());
    return new Booking(
        row.visitId(),
        new OrderId(row.orderId()),
        new DeliveryId(row.deliveryId()),
        row.number(),
        Optional.ofNullable(row.siteId()),
        stateOf(row.state()),
        row.startsAt().atZoneSameInstant(zone),
        row.endsAt().atZoneSameInstant(zone));
  }

  private static State stateOf(String state) {
    return STATES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(state))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
