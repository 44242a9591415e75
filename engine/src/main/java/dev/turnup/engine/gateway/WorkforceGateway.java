package dev.turnup.engine.gateway;

import dev.turnup.connectors.workforce.WorkforceConnector;
import dev.turnup.connectors.workforce.WorkforceConnector.DispatchVisit;
import dev.turnup.connectors.workforce.WorkforceConnector.Reserved.Kept;
import dev.turnup.connectors.workforce.WorkforceConnector.Reserved.Taken;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.scheduling.Offers;
import dev.turnup.engine.scheduling.Workforce;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class WorkforceGateway implements Workforce {

  private final WorkforceConnector connector;

  WorkforceGateway(WorkforceConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<Times>> searchTimes(CallKey key, Search search) {
    Subject subject = search.subject();
    return Calls.outcome(
        connector.searchTimeSlots(
            Calls.of(key, subject),
            new WorkforceConnector.SlotSearch(
                search.from(),
                search.until(),
                search.minutes(),
                search.technicians(),
                search.skills(),
                Calls.site(subject),
                subject.site().map(Site::address).orElse(""),
                subject.site().map(Site::postalCode).orElse(""),
                search.customer())),
        found ->
            new Times(
                found.stream()
                    .map(
                        slot ->
                            new Offers.Offer(
                                slot.start().toInstant(), slot.end().toInstant(), slot.slotId()))
                    .toList()));
  }

  @Override
  public CompletionStage<Outcome<Reserved>> reserveVisit(CallKey key, Reservation reservation) {
    Subject subject = reservation.subject();
    return Calls.outcome(
        connector.reserveVisit(
            Calls.of(key, subject),
            new WorkforceConnector.ReserveVisit(
                visitKey(subject),
                reservation.slot(),
                reservation.start(),
                reservation.end(),
                reservation.minutes(),
                reservation.technicians(),
                reservation.skills(),
                Calls.site(subject),
                subject.site().map(Site::address).orElse(""),
                subject.site().map(Site::postalCode).orElse(""),
                reservation.customer(),
                reservation.description())),
        WorkforceGateway::reserved);
  }

  @Override
  public CompletionStage<Outcome<Optional<Reserved>>> findReservation(
      CallKey key, Subject subject) {
    return Calls.found(
        connector.findReservation(Calls.of(key, subject)), WorkforceGateway::reserved);
  }

  @Override
  public CompletionStage<Outcome<Confirmation>> dispatchVisit(CallKey key, Visit visit) {
    Subject subject = visit.subject();
    return Calls.outcome(
        connector.dispatchVisit(
            Calls.of(key, subject),
            new DispatchVisit(
                visitKey(subject),
                visit.journey().toString(),
                visit.start(),
                visit.end(),
                visit.technicians(),
                visit.skills(),
                Calls.site(subject),
                subject.site().map(Site::address).orElse(""),
                visit.technician(),
                visit.second().orElse(""),
                visit.customer(),
                visit.description())),
        WorkforceGateway::confirmation);
  }

  @Override
  public CompletionStage<Outcome<Optional<Confirmation>>> findVisit(CallKey key, Subject subject) {
    return Calls.found(connector.findVisit(Calls.of(key, subject)), WorkforceGateway::confirmation);
  }

  @Override
  public CompletionStage<Outcome<Confirmation>> cancelVisit(
      CallKey key, Cancellation cancellation) {
    Subject subject = cancellation.subject();
    return Calls.outcome(
        connector.cancelVisit(Calls.of(key, subject), visitKey(subject)),
        WorkforceGateway::cancelled);
  }

  @Override
  public CompletionStage<Outcome<Optional<Confirmation>>> findCancellation(
      CallKey key, Subject subject) {
    return Calls.found(
        connector.findCancellation(Calls.of(key, subject)), WorkforceGateway::cancelled);
  }

  private static String visitKey(Subject subject) {
    return subject.delivery().map(DeliveryId::toString).orElseThrow();
  }

  private static Reserved reserved(WorkforceConnector.Reserved answer) {
    if (answer instanceof Kept kept) {
      return new Reserved(
          kept.visitId(),
          kept.status(),
          Optional.of(kept.start()),
          Optional.of(kept.end()),
          kept.technician(),
          "");
    }
    Taken taken = (Taken) answer;
    return new Reserved(
        "",
        "rejected",
        Optional.empty(),
        Optional.empty(),
        "",
        taken.code() + ": " + taken.reason());
  }

  private static Confirmation cancelled(WorkforceConnector.Cancellation cancellation) {
    return new Confirmation(
        cancellation.visitId(), cancellation.status(), Optional.empty(), Optional.empty());
  }

  private static Confirmation confirmation(WorkforceConnector.Visit visit) {
    return new Confirmation(
        visit.visitId(), visit.status(), Optional.of(visit.start()), Optional.of(visit.end()));
  }
}
