package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What outside systems said by themselves. It is kept first and then taken to whom it concerns, as
 * often as that needs.
 */
public interface Inbox {

  /**
   * Keeps a message, due at once.
   *
   * @param saidAt when its system said it, which may be long ago and in another order
   * @return false, and nothing is changed, if its system said it before
   */
  boolean keep(Message message, Instant saidAt, Instant now);

  /**
   * The messages that are due, those that came first in front, locked until the transaction ends;
   * without those that another node has locked.
   */
  List<Message> due(Instant now, int limit);

  /** It has reached whom it concerns, or concerns nobody any more. */
  void settled(UUID id, Instant now);

  /** Nobody waited for it yet. */
  void tryAgain(UUID id, Instant at);

  /**
   * Whether its system said the same kind of thing anew since, with the same of these facts,
   * whichever came first.
   */
  boolean isOutdated(Message message, String... sameFacts);

  /** How many are due that were tried less than {@code tries} times. */
  int countDue(Instant now, int tries);

  /** The earliest moment after {@code now} at which one of those is due. */
  Optional<Instant> nextAfter(Instant now, int tries);

  /** Published when a message is kept, in the transaction that keeps it. */
  record Kept(UUID id) {}

  /**
   * Something that a system said.
   *
   * @param system {@code network}, {@code inventory} …
   * @param messageId the system's own id of it
   * @param type what it tells: {@code activation-answered}, {@code capacity-changed} …
   * @param facts all that it tells, by name
   * @param tries how often it was taken somewhere in vain
   */
  record Message(
      UUID id,
      String system,
      String messageId,
      String type,
      Optional<OrderId> order,
      Optional<ComponentId> component,
      Map<String, String> facts,
      int tries) {

    /** A fact, if the message tells it. */
    public Optional<String> fact(String name) {
      return Optional.ofNullable(facts.get(name)).filter(value -> !value.isEmpty());
    }
  }
}
