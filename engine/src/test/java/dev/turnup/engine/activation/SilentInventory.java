package dev.turnup.engine.activation;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An inventory that never answers, for what needs no answer. */
public final class SilentInventory implements ServiceInventory {

  @Override
  public CompletionStage<Outcome<Entry>> recordService(CallKey key, Recording request) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<Entry>> recordChange(CallKey key, Change request) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<Entry>> retireService(CallKey key, Retirement request) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<Optional<Entry>>> findRecording(CallKey key, Subject subject) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Outcome<Finding>> findService(CallKey key, Inquiry request) {
    return new CompletableFuture<>();
  }
}
