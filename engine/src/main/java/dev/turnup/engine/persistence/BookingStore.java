package dev.turnup.engine.persistence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderSearch;
import dev.turnup.engine.persistence.BookingMapper.BookingRow;
import dev.turnup.engine.persistence.BookingMapper.HeldRow;
import dev.turnup.engine.persistence.BookingMapper.WantedRow;
import dev.turnup.engine.scheduling.Appointment;
import dev.turnup.engine.scheduling.Booking;
import dev.turnup.engine.scheduling.Booking.State;
import dev.turnup.engine.scheduling.Bookings;
import dev.turnup.engine.scheduling.HoldVisit;
import dev.turnup.engine.scheduling.SearchSlots;
import dev.turnup.engine.scheduling.Slot;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
  private final BookingMapper mapper;
  private final BoundedReads reads;
  private final Clock clock;

  BookingStore(BookingMapper mapper, BoundedReads reads, Clock clock) {
    this.mapper = mapper;
    this.reads = reads;
    this.clock = clock;
  }

  @Override
  public Optional<Booking> find(UUID id, Optional<String> onlyOf) {
    return mapper.find(id, onlyOf.orElse(null), now()).map(BookingStore::booking);
  }

  @Override
  public Optional<Booking> newestOf(DeliveryId delivery) {
    return mapper.findNewest(delivery.value(), now()).map(BookingStore::booking);
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
            wanted.limit() + 1,
            now());
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

  @Override
  public void giveUpWhenReplaced(UUID appointment) {
    mapper.giveUpWhenReplaced(appointment);
  }

  @Override
  public Optional<Keyed> keyed(String caller, String key) {
    return mapper.findKeyed(caller, key).map(row -> new Keyed(row.visitId(), row.contentHash()));
  }

  @Override
  public int heldWithoutOrder(String caller, Instant now) {
    mapper.lockCaller(caller);
    return mapper.countUnclaimed(caller, Utc.of(now));
  }

  @Override
  public Optional<UUID> hold(HoldVisit.Wish wish, Slot slot, String territory, Instant until) {
    UUID id = ids.generate();
    int held =
        mapper.hold(
            new HeldRow(
                id,
                slot.technician(),
                Utc.of(slot.start().toInstant()),
                Utc.of(slot.end().toInstant()),
                slot.start().getZone().getId(),
                territory,
                Utc.of(until),
                wish.caller(),
                wish.key().orElse(null),
                wish.content()));
    return Optional.of(id).filter(visit -> held > 0);
  }

  @Override
  public boolean claim(
      UUID visit, String caller, OrderId order, List<ItemId> items, Instant now, Instant until) {
    return mapper.claim(visit, caller, order.value(), texts(items), Utc.of(now), Utc.of(until)) > 0;
  }

  @Override
  public void releaseClaimed(OrderId order) {
    mapper.releaseClaimed(order.value());
  }

  @Override
  public void forget(String caller, Instant heldUntil) {
    mapper.forget(caller, Utc.of(heldUntil));
  }

  @Override
  public List<Appointment> claimedFor(
      DeliveryId delivery, OrderId order, Collection<ItemId> items) {
    return mapper.findClaimed(delivery.value(), order.value(), texts(items)).stream()
        .map(AppointmentStore::appointment)
        .toList();
  }

  @Override
  public boolean attach(UUID appointment, DeliveryId delivery, Instant until) {
    return mapper.attach(appointment, delivery.value(), Utc.of(until)) > 0;
  }

  private OffsetDateTime now() {
    return Utc.of(clock.instant());
  }

  private static String[] texts(Collection<ItemId> items) {
    return items.stream().map(ItemId::value).toArray(String[]::new);
  }

  private static Booking booking(BookingRow row) {
    ZoneId zone = ZoneId.of(row.timeZone());
    return new Booking(
        row.visitId(),
        Optional.ofNullable(row.orderId()).map(OrderId::new),
        Optional.ofNullable(row.deliveryId())
            .map(DeliveryId::new)
            .map(id -> new Booking.Brought(id, Objects.requireNonNull(row.number()))),
        Optional.ofNullable(row.siteId()),
        stateOf(row.state()),
        row.startsAt().atZoneSameInstant(zone),
        row.endsAt().atZoneSameInstant(zone),
        Optional.ofNullable(row.wantedStart())
            .map(
                start ->
                    new SearchSlots.Time(
                        start.atZoneSameInstant(zone),
                        Objects.requireNonNull(row.wantedEnd()).atZoneSameInstant(zone))));
  }

  private static State stateOf(String state) {
    return STATES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(state))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
