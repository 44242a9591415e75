package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The system that sends technicians out. */
public interface Workforce {

  /** Makes the visit of a delivery, or moves the one that is there. */
  CompletionStage<Outcome<Confirmation>> dispatchVisit(CallKey key, Visit visit);

  /** The visit that a call under this key made or moved, if any did. */
  CompletionStage<Outcome<Optional<Confirmation>>> findVisit(CallKey key, Subject subject);

  /** Cancels the visit of a delivery, whether or not there is one. */
  CompletionStage<Outcome<Confirmation>> cancelVisit(CallKey key, Cancellation cancellation);

  /** What a cancellation under this key left of the visit, if it was made. */
  CompletionStage<Outcome<Optional<Confirmation>>> findCancellation(CallKey key, Subject subject);

  /** Nobody goes there. The subject's delivery names the visit. */
  record Cancellation(Subject subject) {}

  /**
   * Somebody has to go there. The subject's delivery names the visit.
   *
   * @param journey names what the technician comes once for, this and other deliveries' visits
   * @param technician the technician's id
   * @param second the id of who comes along, where it takes two
   * @param customer the customer's id
   * @param description what is to be done there, for people
   */
  record Visit(
      Subject subject,
      UUID journey,
      OffsetDateTime start,
      OffsetDateTime end,
      String technician,
      Optional<String> second,
      String customer,
      String description) {}

  /**
   * @param reference as the workforce system names the visit
   * @param status {@code confirmed} when somebody will come, {@code cancelled} when nobody will
   */
  record Confirmation(String reference, String status) {}
}
