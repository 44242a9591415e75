package dev.turnup.connectors.messaging;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Those who listen to events: strangers, each at an address of its own, of whose answers nothing
 * matters but whether they took what they were told.
 */
public interface ListenerConnector {

  /** Tells one listener of one event, once; never blocks, and ends in any case. */
  CompletionStage<Reply> tell(Letter letter);

  /** Whether anybody can be told; not any more while this node stops. */
  boolean isOpen();

  /**
   * One event on its way to one listener.
   *
   * @param address what was found for the listener's host: it is connected to, and no other
   * @param body JSON text, UTF-8
   * @param signature proves where it comes from, if the listener wants that
   */
  record Letter(URI listener, InetAddress address, byte[] body, Optional<String> signature) {}

  /** What came of it. */
  sealed interface Reply {

    /** Any 2xx. */
    record Received() implements Reply {}

    /**
     * @param why in words that give nothing away: the listener is a stranger's
     * @param retryAfter how long it asked to be left alone
     */
    record NotReceived(String why, Optional<Duration> retryAfter) implements Reply {}
  }
}
