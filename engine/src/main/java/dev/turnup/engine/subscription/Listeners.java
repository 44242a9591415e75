package dev.turnup.engine.subscription;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Those who listen to events. */
public interface Listeners {

  /** Tells one listener of one event, once; never blocks, and ends in any case. */
  CompletionStage<Reply> tell(Letter letter);

  /** Whether anybody can be told; not any more while this node stops. */
  boolean areReachable();

  /**
   * One event on its way to one listener.
   *
   * @param address what was found for the listener's host, and is connected to
   * @param body JSON text, UTF-8
   * @param signature proves that it comes from here, if the listener wants that
   */
  record Letter(URI listener, InetAddress address, byte[] body, Optional<String> signature) {}

  /** What came of it. */
  sealed interface Reply {

    /** The listener has it. */
    record Received() implements Reply {}

    /**
     * @param why for people
     * @param retryAfter how long the listener asked to be left alone
     */
    record NotReceived(String why, Optional<Duration> retryAfter) implements Reply {}
  }
}
