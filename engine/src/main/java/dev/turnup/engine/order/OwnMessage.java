package dev.turnup.engine.order;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * What Turnup itself tells its models, when rows have changed that go with it. No outside system
 * may say any of it: the rows would not know.
 */
public enum OwnMessage {
  /** What a component relies on is active, or never will be. */
  PREREQUISITES_SETTLED,
  /** What a delivery waits for is there on another day. */
  CAPACITY_MOVED,
  /** The visit that a delivery waits for is at another time. */
  VISIT_MOVED,
  /** Another time is wanted for a visit, to which the workforce system has to agree first. */
  OTHER_VISIT_WANTED,
  /** Something has changed that decides when an order starts. */
  START_CONDITIONS_CHANGED,
  /** Somebody wants an order to be cancelled. */
  CANCELLATION_REQUESTED,
  /** What a person decided about a fallout does not hold. */
  DECISION_TAKEN_BACK,
  /** Something has become of the problem behind a fallout. */
  PROBLEM_CHANGED,
  /** An escalated order moves again. */
  ORDER_MOVING,
  /** What is wrong with an escalated order is worse than what was told. */
  ORDER_WORSE;

  /** {@code order-moving}: its name in models. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether one of them has this name in models. */
  public static boolean isOne(String message) {
    return Stream.of(values()).map(OwnMessage::code).anyMatch(message::equals);
  }
}
