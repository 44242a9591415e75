package dev.turnup.engine.activation;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A network that never answers, for what needs no answer. */
final class SilentNetwork implements Network {

  @Override
  public CompletionStage<Outcome<ActivationAnswer>> activateService(
      CallKey key, Activation request) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<Optional<ActivationAnswer>>> findActivation(
      CallKey key, Subject subject) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<ActivationAnswer>> modifyService(
      CallKey key, Modification request) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<DeactivationAnswer>> deactivateService(
      CallKey key, Deactivation request) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<Optional<DeactivationAnswer>>> findDeactivation(
      CallKey key, Subject subject) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<Verdict>> verifyService(CallKey key, Verification request) {
    return new CompletableFuture<>();
  }
}
