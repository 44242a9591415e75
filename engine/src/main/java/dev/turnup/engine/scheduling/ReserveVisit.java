package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import dev.turnup.engine.scheduling.Offers.Offer;
import dev.turnup.engine.scheduling.Offers.Offered;
import dev.turnup.engine.scheduling.Offers.Wanted;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has the workforce system keep the time that is wanted for a visit, where its calendar counts. A
 * promise rests on what it keeps.
 */
@UseCase
public final class ReserveVisit
    implements OutsideStep<DeliveryId, ReserveVisit.Wish, ReserveVisit.Answered>,
        Vouched<ReserveVisit.Wish, ReserveVisit.Answered> {

  private static final String CONFIRMED = "confirmed";
  private static final Set<String> KEPT = Set.of("initialized", CONFIRMED);
  private static final String REJECTED = "rejected";

  private final Workforce workforce;
  private final Orders orders;
  private final Deliveries deliveries;
  private final Offers offers;
  private final OfferedTimes offeredTimes;
  private final VisitNeeds visitNeeds;
  private final SettleWish settleWish;

  public ReserveVisit(
      Workforce workforce,
      Orders orders,
      Deliveries deliveries,
      Offers offers,
      OfferedTimes offeredTimes,
      VisitNeeds visitNeeds,
      SettleWish settleWish) {
    this.workforce = workforce;
    this.orders = orders;
    this.deliveries = deliveries;
    this.offers = offers;
    this.offeredTimes = offeredTimes;
    this.visitNeeds = visitNeeds;
    this.settleWish = settleWish;
  }

  /**
   * @param wanted empty if nothing is wanted any more
   * @param reservation empty if that makes no sense any more: nobody is asked, unless it was sent
   *     already, and may have been taken
   */
  public record Wish(Optional<Wanted> wanted, Optional<Workforce.Reservation> reservation) {}

  /** What came of which wish. */
  public record Answered(Optional<Wanted> wanted, Optional<Workforce.Reserved> reserved) {}

  @Override
  public Wish requestFor(DeliveryId id) {
    Delivery delivery = deliveries.get(id);
    ProductOrder order = orders.around(delivery.order(), id);
    Optional<Wanted> wanted = offeredTimes.next(id);
    return new Wish(
        wanted,
        wanted.flatMap(
            one ->
                visitNeeds
                    .of(order, delivery)
                    .filter(offeredTimes::ask)
                    .map(need -> reservation(order, need, one.offer()))));
  }

  private static Workforce.Reservation reservation(ProductOrder order, VisitNeed need, Offer time) {
    ZoneId zone = need.territory().zone();
    return new Workforce.Reservation(
        new Subject(
            order.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(need.delivery().id()),
            need.work().stream().findFirst().flatMap(one -> order.siteOf(one.item()))),
        time.reference(),
        time.start().atZone(zone).toOffsetDateTime(),
        time.end().atZone(zone).toOffsetDateTime(),
        (int) need.duration().toMinutes(),
        need.delivery().nextVisit().technicians(),
        need.skills().stream().sorted().toList(),
        order.header().customer().id(),
        Errand.of(need.work()));
  }

  @Override
  public Optional<String> intentOf(DeliveryId id) {
    return offers.of(id).flatMap(Offered::next).map(Wanted::appointment).map(UUID::toString);
  }

  @Override
  public CompletionStage<Outcome<Answered>> call(CallKey key, Wish wish) {
    return wish.reservation()
        .map(
            reservation ->
                workforce
                    .reserveVisit(key, reservation)
                    .thenApply(
                        outcome ->
                            outcome.map(
                                reserved -> new Answered(wish.wanted(), Optional.of(reserved)))))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Outcome.Answer<>(new Answered(wish.wanted(), Optional.empty()))));
  }

  @Override
  public CompletionStage<Outcome<Optional<Answered>>> find(CallKey key, Wish wish) {
    return wish.reservation()
        .map(
            reservation ->
                workforce
                    .findReservation(key, reservation.subject())
                    .thenApply(
                        outcome ->
                            outcome.map(
                                found ->
                                    found.map(
                                        reserved ->
                                            new Answered(wish.wanted(), Optional.of(reserved))))))
        .orElseGet(() -> CompletableFuture.completedFuture(new Outcome.Answer<>(Optional.empty())));
  }

  /** It keeps what was asked for. */
  @Override
  public Answered done(CallKey key, Wish wish, String reference) {
    return new Answered(
        wish.wanted(),
        wish.reservation()
            .map(
                asked ->
                    new Workforce.Reserved(
                        reference,
                        CONFIRMED,
                        Optional.of(asked.start()),
                        Optional.of(asked.end()),
                        "",
                        "")));
  }

  /** Where it keeps nothing, the next time is asked for that is wanted, if one is. */
  @Override
  public StepResult record(DeliveryId id, Answered answer) {
    ProductOrder order = orders.lockAround(deliveries.get(id).order(), id);
    Delivery delivery = deliveries.get(id);
    boolean kept = false;
    if (answer.wanted().isPresent()) {
      Wanted wanted = answer.wanted().get();
      if (answer.reserved().isEmpty()) {
        settleWish.notAsked(order, delivery, wanted);
      } else {
        Workforce.Reserved reserved = answer.reserved().get();
        if (reserved.status().equals(REJECTED)) {
          settleWish.taken(order, delivery, wanted, reserved.reason());
        } else if (isKept(reserved, wanted)) {
          kept = settleWish.kept(order, delivery, wanted, reserved);
        } else {
          return StepResult.fellOut(unfit(reserved, wanted));
        }
      }
    }
    return new StepResult.Done(
        Map.of("visitReserved", kept, "timeOffered", !kept && offeredTimes.isWanted(id)));
  }

  /**
   * What it keeps is the visit's time, or called off; and what it may keep is known, and asked for
   * or called off.
   */
  @Override
  public boolean isTakenUp(DeliveryId id) {
    return deliveries.get(id).isOpen();
  }

  private static boolean isKept(Workforce.Reserved reserved, Wanted wanted) {
    return KEPT.contains(reserved.status())
        && reserved.start().filter(at -> at.toInstant().equals(wanted.offer().start())).isPresent()
        && reserved.end().filter(at -> at.toInstant().isBefore(wanted.offer().end())).isEmpty();
  }

  private static Failure unfit(Workforce.Reserved reserved, Wanted wanted) {
    return new Failure(
        "workforce",
        "visit-not-reserved",
        "visit %s is %s from %s to %s, and was to be kept from %s to %s"
            .formatted(
                reserved.reference(),
                reserved.status(),
                reserved.start().map(Object::toString).orElse("no time"),
                reserved.end().map(Object::toString).orElse("no time"),
                wanted.offer().start(),
                wanted.offer().end()));
  }
}
