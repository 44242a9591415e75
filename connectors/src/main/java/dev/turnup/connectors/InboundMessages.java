package dev.turnup.connectors;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Who takes what outside systems say by themselves. The application fills it. */
public interface InboundMessages {

  /**
   * Takes over a message for good: it is stored before this returns.
   *
   * @throws NotUnderstood if it can be said what is wrong with it
   */
  Receipt received(InboundMessage message);

  /** A message that nobody can do anything with, and why, for whoever sent it. */
  final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotUnderstood(String why) {
      super(why);
    }
  }

  /** What became of a message. */
  enum Receipt {
    STORED,
    /** The same system said it before, under the same id; nothing changed. */
    KNOWN,
    /** It names something that cannot exist. */
    NOT_UNDERSTOOD
  }

  /**
   * What an outside system said.
   *
   * @param system who said it
   * @param messageId the system's own id of the message
   * @param type what it tells: activation-answered, capacity-changed, operation-answered …
   * @param at when it happened, as the system tells
   * @param order number of the order it is about, empty if none
   * @param component id of the component it is about, empty if none
   * @param facts everything else that it tells, by name
   */
  record InboundMessage(
      String system,
      String messageId,
      String type,
      Optional<Instant> at,
      String order,
      String component,
      Map<String, String> facts) {}
}
