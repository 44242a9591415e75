package dev.turnup.connectors.workforce;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.Operations;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What Turnup wants from the workforce system (TMF646). No method blocks; a stage completes on a
 * thread of the HTTP client, so what follows must not block there.
 */
public interface WorkforceConnector extends Operations {

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

  /**
   * @param visitKey names the visit: the same key again moves it
   * @param journey names what the technician comes once for: visits with the same one follow
   *     directly upon one another at one site
   * @param second who comes along, where it takes two; else empty
   * @param address for a person
   * @param description what is to be done, for a person
   */
  record DispatchVisit(
      String visitKey,
      String journey,
      OffsetDateTime start,
      OffsetDateTime end,
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
