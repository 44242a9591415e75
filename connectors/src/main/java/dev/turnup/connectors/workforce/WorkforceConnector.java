package dev.turnup.connectors.workforce;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.Operations;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What Turnup wants from the workforce system (TMF646). No method blocks; a stage completes on a
 * thread of the HTTP client, so what follows must not block there.
 */
public interface WorkforceConnector extends Operations {

  /**
   * Topic {@code workforce.search-time-slots}: when somebody can come, where the workforce system's
   * calendar counts. In order of time, each time once, none before {@code from}, and at most {@link
   * #MOST_A_DAY} of a day.
   */
  CompletionStage<CallOutcome<List<TimeSlot>>> searchTimeSlots(Call call, SlotSearch search);

  /**
   * Topic {@code workforce.reserve-visit}: a time is kept for the visit of a delivery, instead of
   * any other that was. One that is not free any more is an answer.
   */
  CompletionStage<CallOutcome<Reserved>> reserveVisit(Call call, ReserveVisit request);

  /** The visit that a reservation with {@code call}'s key made or moved, if one did. */
  CompletionStage<CallOutcome<Optional<Reserved>>> findReservation(Call call);

  /**
   * Topic {@code workforce.dispatch-visit}: a delivery has one visit, which this makes or moves.
   */
  CompletionStage<CallOutcome<Visit>> dispatchVisit(Call call, DispatchVisit request);

  /** The visit that a call with {@code call}'s key made or moved, if one did. */
  CompletionStage<CallOutcome<Optional<Visit>>> findVisit(Call call);

  /**
   * Topic {@code workforce.cancel-visit}: nobody goes there, whether or not a visit was made
   * before.
   *
   * @param visitKey names the visit, as in {@link DispatchVisit}
   */
  CompletionStage<CallOutcome<Cancellation>> cancelVisit(Call call, String visitKey);

  /** What a cancellation with {@code call}'s key left of the visit, if there was one. */
  CompletionStage<CallOutcome<Optional<Cancellation>>> findCancellation(Call call);

  /** More are of no use to anybody. */
  int MOST_A_DAY = 10;

  /**
   * @param minutes how long the visit takes
   * @param technicians how many have to come together
   * @param skills what one of them has to be able to do
   * @param address for a person
   */
  record SlotSearch(
      OffsetDateTime from,
      OffsetDateTime until,
      int minutes,
      int technicians,
      List<String> skills,
      String site,
      String address,
      String postcode,
      String customer) {}

  /**
   * @param slotId as the workforce system names it; empty if it does not
   */
  record TimeSlot(String slotId, OffsetDateTime start, OffsetDateTime end) {}

  /**
   * @param visitKey names the visit: the same key again moves it
   * @param slotId as it was offered; may be empty
   * @param minutes how long the visit takes
   * @param technicians how many have to come together
   * @param skills what one of them has to be able to do
   * @param address for a person
   * @param description what is to be done, for a person
   */
  record ReserveVisit(
      String visitKey,
      String slotId,
      OffsetDateTime start,
      OffsetDateTime end,
      int minutes,
      int technicians,
      List<String> skills,
      String site,
      String address,
      String postcode,
      String customer,
      String description) {}

  /** Whether the time is kept. */
  sealed interface Reserved {

    /**
     * @param status {@code initialized} or {@code confirmed} when the time is kept
     * @param technician whom they send; empty if they do not say yet
     */
    record Kept(
        String visitId, String status, OffsetDateTime start, OffsetDateTime end, String technician)
        implements Reserved {}

    /** Somebody else has the time; what was kept before still is. */
    record Taken(String code, String reason) implements Reserved {}
  }

  /**
   * @param visitKey names the visit: the same key again moves it
   * @param journey names what the technician comes once for: visits with the same one follow
   *     directly upon one another at one site
   * @param technicians how many have to come together
   * @param skills what one of them has to be able to do
   * @param second who comes along, where it takes two and they are ours; else empty
   * @param address for a person
   * @param description what is to be done, for a person
   */
  record DispatchVisit(
      String visitKey,
      String journey,
      OffsetDateTime start,
      OffsetDateTime end,
      int technicians,
      List<String> skills,
      String site,
      String address,
      String technician,
      String second,
      String customer,
      String description) {}

  /**
   * @param status {@code confirmed} when somebody will come
   */
  record Visit(String visitId, String status, OffsetDateTime start, OffsetDateTime end) {}

  /**
   * @param status {@code cancelled} when nobody will come
   */
  record Cancellation(String visitId, String status) {}
}
