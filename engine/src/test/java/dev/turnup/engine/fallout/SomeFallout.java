package dev.turnup.engine.fallout;

import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.Fallout.Decision;
import java.util.Optional;

/** Fallouts that have come to a state, whatever they went through. */
public final class SomeFallout {

  private SomeFallout() {}

  /** The same in this state. */
  public static Fallout in(FalloutState state, Fallout raised) {
    return of(raised.fingerprint(), state, raised);
  }

  /** The same with another cause. */
  public static Fallout of(String fingerprint, Fallout raised) {
    return of(fingerprint, raised.state(), raised);
  }

  private static Fallout of(String fingerprint, FalloutState state, Fallout raised) {
    return new Fallout(
        raised.id(),
        raised.what(),
        fingerprint,
        raised.raisedAt(),
        state,
        Optional.of("grace").filter(owner -> state == FalloutState.IN_HAND),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.of(raised.raisedAt()).filter(until -> state == FalloutState.DECIDED),
        Optional.of(new Closing(raised.raisedAt(), "grace", Decision.RETRY, ""))
            .filter(closing -> state == FalloutState.CLOSED),
        raised.version());
  }
}
