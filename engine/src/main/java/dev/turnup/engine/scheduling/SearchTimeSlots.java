package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Deliveries;
import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.UseCase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks the workforce system when its people can make a visit, where its calendar counts. */
@UseCase
public final class SearchTimeSlots
    implements OutsideStep<DeliveryId, SearchTimeSlots.Question, SearchTimeSlots.Found> {

  private final Workforce workforce;
  private final Orders orders;
  private final Deliveries deliveries;
  private final OfferedTimes offeredTimes;
  private final VisitNeeds visitNeeds;

  public SearchTimeSlots(
      Workforce workforce,
      Orders orders,
      Deliveries deliveries,
      OfferedTimes offeredTimes,
      VisitNeeds visitNeeds) {
    this.workforce = workforce;
    this.orders = orders;
    this.deliveries = deliveries;
    this.offeredTimes = offeredTimes;
    this.visitNeeds = visitNeeds;
  }

  /**
   * @param search empty if a time is wanted already, nobody has to come any more, or something has
   *     no date: nothing is asked
   * @param about what an answer counts for
   */
  public record Question(Optional<Workforce.Search> search, String about) {}

  /** What is offered. */
  public record Found(String about, List<Offers.Offer> times) {}

  @Override
  public Question requestFor(DeliveryId id) {
    Delivery delivery = deliveries.get(id);
    ProductOrder order = orders.around(delivery.order(), id);
    return visitNeeds
        .of(order, delivery)
        .filter(need -> !offeredTimes.isWanted(id))
        .map(need -> question(order, need))
        .orElseGet(() -> new Question(Optional.empty(), ""));
  }

  /**
   * What is to be asked before somebody can choose a time for the visit; empty if what was answered
   * counts still, or another calendar does.
   */
  public Optional<Question> toChooseFrom(DeliveryId id) {
    Delivery delivery = deliveries.get(id);
    ProductOrder order = orders.around(delivery.order(), id);
    return visitNeeds
        .of(order, delivery)
        .filter(offeredTimes::isToAskFor)
        .map(need -> question(order, need));
  }

  /** Asks; not to be called in a transaction. */
  @Override
  public CompletionStage<Outcome<Found>> call(CallKey key, Question question) {
    return question
        .search()
        .map(
            search ->
                workforce
                    .searchTimes(key, search)
                    .thenApply(
                        outcome ->
                            outcome.map(found -> new Found(question.about(), found.times()))))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Outcome.Answer<>(new Found(question.about(), List.of()))));
  }

  /** The first time that fits is the one to be kept, unless one was chosen. */
  @Override
  public StepResult record(DeliveryId id, Found found) {
    Delivery delivery = deliveries.get(id);
    ProductOrder order = orders.lockAround(delivery.order(), id);
    if (!found.about().isEmpty()) {
      offeredTimes.keep(id, found.about(), found.times());
    }
    boolean wanted = visitNeeds.of(order, delivery).filter(offeredTimes::wantNext).isPresent();
    return StepResult.done("timeOffered", wanted);
  }

  /** Keeps what is offered, so that somebody can choose from it. */
  public void keep(DeliveryId id, Found found) {
    orders.lockRow(deliveries.get(id).order());
    offeredTimes.keep(id, found.about(), found.times());
  }

  private Question question(ProductOrder order, VisitNeed need) {
    OffsetDateTime from =
        offeredTimes.from(need).atZone(need.territory().zone()).toOffsetDateTime();
    return new Question(
        Optional.of(
            new Workforce.Search(
                new Subject(
                    order.id(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(need.delivery().id()),
                    need.work().stream().findFirst().flatMap(c -> order.siteOf(c.item()))),
                from,
                from.plusDays(VisitSlots.HORIZON_DAYS),
                (int) need.duration().toMinutes(),
                need.delivery().nextVisit().technicians(),
                need.skills().stream().sorted().toList(),
                order.header().customer().id())),
        offeredTimes.questionFor(need));
  }
}
