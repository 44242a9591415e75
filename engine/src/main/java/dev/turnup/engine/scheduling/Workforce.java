package dev.turnup.engine.scheduling;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The system that sends technicians out. */
public interface Workforce {

  /** When its own people can make a visit. */
  CompletionStage<Outcome<Times>> searchTimes(CallKey key, Search search);

  /** Keeps a time for the visit of a delivery, instead of any other that it kept. */
  CompletionStage<Outcome<Reserved>> reserveVisit(CallKey key, Reservation reservation);

  /** What a call under this key keeps, if it keeps anything. */
  CompletionStage<Outcome<Optional<Reserved>>> findReservation(CallKey key, Subject subject);

  /** Makes the visit of a delivery, or moves the one that is there. */
  CompletionStage<Outcome<Confirmation>> dispatchVisit(CallKey key, Visit visit);

  /** The visit that a call under this key made or moved, if any did. */
  CompletionStage<Outcome<Optional<Confirmation>>> findVisit(CallKey key, Subject subject);

  /** Cancels the visit of a delivery, whether or not there is one. */
  CompletionStage<Outcome<Confirmation>> cancelVisit(CallKey key, Cancellation cancellation);

  /** What a cancellation under this key left of the visit, if it was made. */
  CompletionStage<Outcome<Optional<Confirmation>>> findCancellation(CallKey key, Subject subject);

  /**
   * A visit of which it is asked when it can be.
   *
   * @param technicians how many have to come together
   * @param skills what one of them has to be able to do
   * @param customer the customer's id
   */
  record Search(
      Subject subject,
      OffsetDateTime from,
      OffsetDateTime until,
      int minutes,
      int technicians,
      List<String> skills,
      String customer) {}

  /** In order of time, none before what was asked for. */
  record Times(List<Offers.Offer> times) {}

  /**
   * A time that is to be kept. The subject's delivery names the visit.
   *
   * @param slot as the workforce system named the time; may be empty
   * @param minutes how long the visit takes
   * @param technicians how many have to come together
   * @param skills what one of them has to be able to do
   */
  record Reservation(
      Subject subject,
      String slot,
      OffsetDateTime start,
      OffsetDateTime end,
      int minutes,
      int technicians,
      List<String> skills,
      String customer,
      String description) {}

  /**
   * @param reference as the workforce system names the visit; empty if nothing is kept
   * @param status {@code initialized} or {@code confirmed} when the time is kept, {@code rejected}
   *     when somebody else has it
   * @param start when it is kept, if it is
   * @param end until when, likewise
   * @param technician whom they send; empty if they did not say
   * @param reason why not
   */
  record Reserved(
      String reference,
      String status,
      Optional<OffsetDateTime> start,
      Optional<OffsetDateTime> end,
      String technician,
      String reason) {}

  /** Nobody goes there. The subject's delivery names the visit. */
  record Cancellation(Subject subject) {}

  /**
   * Somebody has to go there. The subject's delivery names the visit.
   *
   * @param journey names what the technician comes once for, this and other deliveries' visits
   * @param technicians how many have to come together
   * @param skills what one of them has to be able to do
   * @param technician the technician's id; empty where the workforce system decides
   * @param second the id of who comes along, where it takes two
   * @param customer the customer's id
   * @param description what is to be done there, for people
   */
  record Visit(
      Subject subject,
      UUID journey,
      OffsetDateTime start,
      OffsetDateTime end,
      int technicians,
      List<String> skills,
      String technician,
      Optional<String> second,
      String customer,
      String description) {}

  /**
   * @param reference as the workforce system names the visit
   * @param status {@code confirmed} when somebody will come, {@code cancelled} when nobody will
   * @param start when, if that was told
   * @param end until when, likewise
   */
  record Confirmation(
      String reference,
      String status,
      Optional<OffsetDateTime> start,
      Optional<OffsetDateTime> end) {

    /** Without a time. */
    Confirmation(String reference, String status) {
      this(reference, status, Optional.empty(), Optional.empty());
    }
  }
}
