package dev.turnup.engine.subscription;

import java.util.Optional;
import java.util.UUID;

/** What events are signed with. */
public interface Secrets {

  /**
   * What a subscription's events are signed with, if they are.
   *
   * @throws UnreadableSecret if the key it was kept with is not the one of today
   */
  Optional<Secret> secretOf(UUID subscription);

  /** A secret that cannot be read any more. */
  final class UnreadableSecret extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableSecret(Throwable cause) {
      super("its secret was kept with another turnup.hub.key", cause);
    }
  }
}
