package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.OfferMapper.OfferedRow;
import dev.turnup.engine.scheduling.Offers;
import java.util.Map;
import java.util.Optional;
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
            wanted.filter(Wanted::chosen).isPresent(),
            asked.map(Wanted::appointment).orElse(null),
            asked.map(one -> Utc.of(one.offer().start())).orElse(null),
            asked.map(one -> Utc.of(one.offer().end())).orElse(null),
            asked.map(one -> one.offer().reference()).orElse(null),
            asked.map(Wanted::chosen).orElse(null)));
  }

  @Override
  public void forget(DeliveryId delivery) {
    mapper.delete(delivery.value());
  }

  private static Offered offered(OfferedRow row) {
    return new Offered(
        row.question(),
        row.validUntil().toInstant(),
        Json.list(row.times(), Offer.class),
        wanted(row),
        asked(row));
  }

  private static Optional<Wanted> wanted(OfferedRow row) {
    if (row.wantedId() == null
        || row.wantedStart() == null
        || row.wantedEnd() == null
        || row.wantedReference() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Wanted(
            row.wantedId(),
            new Offer(
                row.wantedStart().toInstant(), row.wantedEnd().toInstant(), row.wantedReference()),
            row.chosen()));
  }

  private static Optional<Wanted> asked(OfferedRow row) {
    if (row.askedId() == null
        || row.askedStart() == null
        || row.askedEnd() == null
        || row.askedReference() == null
        || row.askedChosen() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Wanted(
            row.askedId(),
            new Offer(
                row.askedStart().toInstant(), row.askedEnd().toInstant(), row.askedReference()),
            row.askedChosen()));
  }
}
