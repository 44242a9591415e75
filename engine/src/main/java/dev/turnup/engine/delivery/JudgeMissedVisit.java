package dev.turnup.engine.delivery;

import dev.turnup.engine.delivery.MissedVisit.Charge;
import dev.turnup.engine.delivery.RecordVisit.VisitOutcome;
import dev.turnup.engine.delivery.Visits.Visit;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Output;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.VisitId;
import dev.turnup.engine.order.Words;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Says by table whether the customer pays for a visit that was in vain. */
@UseCase
public final class JudgeMissedVisit {

  private static final Output<Optional<String>> CODE = Output.text("chargeCode").optional();
  private static final Output<Optional<String>> REASON = Output.text("chargeReason").optional();

  public static final DecisionTable TABLE =
      new DecisionTable("visit-charge", CODE, REASON)
          .asking(
              "outcome",
              Words.of(
                  Arrays.stream(VisitOutcome.values())
                      .filter(VisitOutcome::isThroughCustomer)
                      .map(VisitOutcome::code)
                      .toList()));

  private final Decisions decisions;
  private final MissedVisits missedVisits;
  private final Clock clock;

  public JudgeMissedVisit(Decisions decisions, MissedVisits missedVisits, Clock clock) {
    this.decisions = decisions;
    this.missedVisits = missedVisits;
    this.clock = clock;
  }

  /**
   * Who was there before the visit began, or when it was to be over, has missed the customer, and
   * not the other way round: nobody is charged for that, whatever the table says. Of several visits
   * on one journey the first to be reported is charged.
   *
   * @param visit which has ended
   * @param there when the technician was
   * @return the visit, if it is to be charged
   */
  Optional<VisitId> of(
      ProductOrder order, Delivery delivery, Visit visit, VisitOutcome outcome, Instant there) {
    if (!outcome.isThroughCustomer() || !visit.isAt(there)) {
      return Optional.empty();
    }
    MissedVisit missed =
        new MissedVisit(
            visit.id(),
            order.id(),
            delivery.id(),
            visit.day(),
            missedVisits.isOnMissedJourney(visit.id())
                ? Optional.empty()
                : chargeFor(order, outcome),
            Optional.empty());
    missedVisits.add(missed, clock.instant());
    return missed.charge().map(charge -> missed.id());
  }

  private Optional<Charge> chargeFor(ProductOrder order, VisitOutcome outcome) {
    return decisions
        .all(
            order.id(),
            TABLE.key(),
            Map.of(
                "outcome",
                outcome.code(),
                "tier",
                order.header().customer().tier(),
                "missedVisits",
                missedVisits.of(order.id()) + 1))
        .stream()
        .flatMap(
            answer ->
                answer.get(CODE).stream()
                    .map(code -> new Charge(code, answer.get(REASON).orElse(code))))
        .findFirst();
  }
}
