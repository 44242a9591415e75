package dev.turnup.connectors.network;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.Operations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What Turnup wants from the network (TMF640, TMF653, TMF621). No method blocks; a stage completes
 * on a thread of the HTTP client, so what follows must not block there.
 */
public interface NetworkConnector extends Operations {

  /** Topic {@code network.activate-service}. */
  CompletionStage<CallOutcome<Activation>> activateService(Call call, ActivateService request);

  /**
   * Topic {@code network.modify-service}: answered as an activation is, {@link Activation.Active}
   * being "as wanted".
   */
  CompletionStage<CallOutcome<Activation>> modifyService(Call call, ModifyService request);

  /**
   * What became of the activation or modification that was sent with {@code call}'s key, if it ever
   * arrived.
   */
  CompletionStage<CallOutcome<Optional<Activation>>> findActivation(Call call);

  /** Topic {@code network.deactivate-service}. */
  CompletionStage<CallOutcome<Deactivation>> deactivateService(
      Call call, DeactivateService request);

  /** What became of the deactivation that was sent with {@code call}'s key, if it ever arrived. */
  CompletionStage<CallOutcome<Optional<Deactivation>>> findDeactivation(Call call);

  /** Topic {@code network.verify-service}: does it work, whatever was answered before? */
  CompletionStage<CallOutcome<Verification>> verifyService(Call call, VerifyService request);

  /**
   * Topic {@code network.resolve-ticket} (TMF621): the cause of a trouble ticket is gone. Safe to
   * say twice.
   *
   * @return the state that the ticket is in now, in the network's words
   */
  CompletionStage<CallOutcome<String>> resolveTicket(Call call, ResolveTicket request);

  /**
   * @param ticketId the ticket system's own id
   * @param reason for people
   */
  record ResolveTicket(String ticketId, String reason) {}

  /**
   * @param site the site's id, empty for a component without one
   * @param specification the component's name, e.g. {@code internet-access}
   * @param kind CFS, RFS or resource
   * @param characteristics how it is wanted, e.g. speed
   * @param reliesOn ids of the components that it relies on
   */
  record ActivateService(
      String site,
      String specification,
      String kind,
      Map<String, String> characteristics,
      List<String> reliesOn) {}

  /** What the network says of an activation. */
  sealed interface Activation {

    /** It says that the service is active; whether that is true, a verification tells. */
    record Active(String serviceId, Instant since) implements Activation {}

    /** It works on it; a message {@code activation-answered} tells how that ended. */
    record Later() implements Activation {}

    /** A business no: the service is in another state. */
    record Inactive(String state) implements Activation {}
  }

  /**
   * @param serviceId the network's own id of the service
   * @param site the site's id, empty for a component without one
   * @param characteristics those that are to be different; the others stay
   */
  record ModifyService(String serviceId, String site, Map<String, String> characteristics) {}

  /**
   * @param serviceId the network's own id of the service
   * @param site the site's id, empty for a component without one
   */
  record DeactivateService(String serviceId, String site) {}

  /**
   * What the network says of a deactivation.
   *
   * @param off whether the service is switched off
   * @param state in the network's words
   */
  record Deactivation(boolean off, String state) {}

  record VerifyService(String site, String specification) {}

  /**
   * @param since since when it works; empty when it does not, or the network cannot tell
   * @param evidence what the test saw, for a person
   */
  record Verification(boolean active, Optional<Instant> since, String evidence) {}
}
