package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.OfferMapper.OfferedRow;
import dev.turnup.engine.scheduling.Offers;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class OfferStore implements Offers {

  private final OfferMapper mapper;

  OfferStore(OfferMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Optional<Offered> of(DeliveryId delivery) {
    return mapper.find(delivery.value()).map(OfferStore::offered);
  }

  @Override
  public Map<DeliveryId, Offered> ofOrder(OrderId order) {
    return mapper.findOf(order.value()).stream()
        .collect(toMap(row -> new DeliveryId(row.deliveryId()), OfferStore::offered));
  }

  @Override
  public void keep(DeliveryId delivery, Offered offered) {
    Optional<Wanted> wanted = offered.wanted();
    Optional<Wanted> asked = offered.asked();
    mapper.save(
        new OfferedRow(
            delivery.value(),
            offered.question(),
            Utc.of(offered.until()),
            Json.of(offered.times()),
            wanted.map(Wanted::appointment).orElse(null),
            wanted.map(one -> Utc.of(one.offer().start())).orElse(null),
            wanted.map(one -> Utc.of(one.offer().end())).orElse(null),
            wanted.map(one -> one.offer().reference()).orElse(null),
            wanted.map(one -> one.by().code()).orElse(null),
            asked.map(Wanted::appointment).orElse(null),
            asked.map(one -> Utc.of(one.offer().start())).orElse(null),
            asked.map(one -> Utc.of(one.offer().end())).orElse(null),
            asked.map(one -> one.offer().reference()).orElse(null),
            asked.map(one -> one.by().code()).orElse(null),
            offered.sooner()));
  }

  @Override
  public void forget(DeliveryId delivery) {
    mapper.delete(delivery.value());
  }

  @Override
  public boolean isAnswered(Wanted asked) {
    return mapper.isAnswered(asked.appointment());
  }

  @Override
  public boolean mayBeKept(Wanted asked) {
    return mapper.mayBeKept(asked.appointment());
  }

  private static Offered offered(OfferedRow row) {
    return new Offered(
        row.question(),
        row.validUntil().toInstant(),
        Json.list(row.times(), Offer.class),
        wanted(
            row.wantedId(),
            row.wantedStart(),
            row.wantedEnd(),
            row.wantedReference(),
            row.wantedBy()),
        wanted(
            row.askedId(), row.askedStart(), row.askedEnd(), row.askedReference(), row.askedBy()),
        row.sooner());
  }

  /** All of it is there, or nothing. */
  private static Optional<Wanted> wanted(
      @Nullable UUID id,
      @Nullable OffsetDateTime start,
      @Nullable OffsetDateTime end,
      @Nullable String reference,
      @Nullable String by) {
    return id == null || start == null || end == null || reference == null
        ? Optional.empty()
        : Codes.find(By.values(), By::code, Objects.requireNonNull(by))
            .map(
                who ->
                    new Wanted(id, new Offer(start.toInstant(), end.toInstant(), reference), who));
  }
}
