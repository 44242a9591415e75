package dev.turnup.connectors.sandbox;

import dev.turnup.connectors.sandbox.clock.NextDue;
import dev.turnup.connectors.sandbox.standin.CallbackSender;
import dev.turnup.connectors.sandbox.standin.Callbacks;
import dev.turnup.connectors.sandbox.standin.InService;
import dev.turnup.connectors.sandbox.systems.Reservations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sandbox itself waits for: callbacks that are late, and reservations that expire. */
final class SandboxDue implements NextDue {

  private final Callbacks callbacks;
  private final CallbackSender sender;
  private final Reservations reservations;
  private final InService inService;

  SandboxDue(
      Callbacks callbacks, CallbackSender sender, Reservations reservations, InService inService) {
    this.callbacks = callbacks;
    this.sender = sender;
    this.reservations = reservations;
    this.inService = inService;
  }

  @Override
  public Optional<Instant> after(Instant now) {
    return Stream.of(callbacks.dueAfter(now), reservations.expiryAfter(now))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  @Override
  public void pause() {
    sender.pause();
  }

  @Override
  public List<String> inFlight() {
    return Stream.concat(
            inService.all().stream(),
            sender.sending().stream().map(system -> "a callback of the " + system.code()))
        .toList();
  }

  @Override
  public List<String> runnable(Instant now) {
    return callbacks.untold(now);
  }

  @Override
  public void resume() {
    sender.resume();
  }
}
