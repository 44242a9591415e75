package dev.turnup.engine.activation;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The network, where services are switched on. No method waits for the answer. */
public interface Network {

  /** Switches a service on; the same key switches it on once. */
  CompletionStage<Outcome<ActivationAnswer>> activateService(CallKey key, Activation request);

  /** Makes a service that is on different; answered as an activation is. */
  CompletionStage<Outcome<ActivationAnswer>> modifyService(CallKey key, Modification request);

  /** What became of the activation or modification under this key, if the network knows of one. */
  CompletionStage<Outcome<Optional<ActivationAnswer>>> findActivation(CallKey key, Subject subject);

  /** Switches a service off. */
  CompletionStage<Outcome<DeactivationAnswer>> deactivateService(CallKey key, Deactivation request);

  /** What became of the deactivation under this key, if the network knows of one. */
  CompletionStage<Outcome<Optional<DeactivationAnswer>>> findDeactivation(
      CallKey key, Subject subject);

  /** Tests whether a service works, whatever was said before. */
  CompletionStage<Outcome<Verdict>> verifyService(CallKey key, Verification request);

  /**
   * A service to switch on.
   *
   * @param specification the component's name, {@code internet-access}
   * @param kind {@code CFS}, {@code RFS} or {@code resource}
   * @param characteristics what the customer chose, by name
   * @param reliesOn the components that it needs
   */
  record Activation(
      Subject subject,
      String specification,
      String kind,
      Map<String, String> characteristics,
      List<ComponentId> reliesOn) {}

  /**
   * What the network says of an activation.
   *
   * @param state the service's state in the network's words
   * @param reference the network's own id of the service
   * @param since from when it is active
   */
  record ActivationAnswer(
      Progress progress, String state, Optional<String> reference, Optional<Instant> since) {}

  /** How far an activation got. */
  enum Progress {
    ACTIVE,
    /** The answer comes later, as a message. */
    LATER,
    /** The network answered, and the service is not active. */
    NOT_ACTIVE
  }

  /**
   * A service to make different. It is known by the subject's component, too, from then on.
   *
   * @param reference the network's own id of the service
   * @param characteristics those that are to be different, by name; the others stay
   */
  record Modification(Subject subject, String reference, Map<String, String> characteristics) {}

  /**
   * A service to switch off. It is known by the subject's component, too, from then on.
   *
   * @param reference the network's own id of the service
   */
  record Deactivation(Subject subject, String reference) {}

  /**
   * What the network says of a deactivation.
   *
   * @param off whether the service is switched off
   * @param state the service's state in the network's words
   */
  record DeactivationAnswer(boolean off, String state) {}

  /** A service to test. */
  record Verification(Subject subject, String specification) {}

  /**
   * What the test found.
   *
   * @param since from when the service has worked; empty if it does not
   * @param evidence what was measured, for people
   */
  record Verdict(boolean active, Optional<Instant> since, String evidence) {}
}
