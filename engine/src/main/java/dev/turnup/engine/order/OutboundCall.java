package dev.turnup.engine.order;

import java.util.Locale;
import java.util.Optional;

/**
 * A call to an outside system as far as it is known. It is kept before it is made, and outlives the
 * task that wanted it.
 *
 * @param subject what it is about, as the model's variable has it
 * @param task the engine's task that wants the outcome
 * @param request JSON text
 * @param answer JSON text
 * @param attempts how often it failed for this task, probes of a broken system not counted
 */
public record OutboundCall(
    CallKey key,
    String topic,
    OrderId order,
    String subject,
    String task,
    State state,
    String request,
    Optional<String> answer,
    Optional<Failure> failure,
    int attempts) {

  /** How far a call got. */
  public enum State {
    /** It may have been sent. */
    PREPARED,
    /** It did not reach the system. */
    UNAVAILABLE,
    /** It was sent; whether the system acted is not known. */
    UNKNOWN,
    /** The system refuses it. */
    REJECTED,
    /** The answer is here, and not yet in the order's rows. */
    ANSWERED,
    /** The answer is in the order's rows, and the order went on with it. */
    APPLIED,
    /** A person has said that the order goes on without it. */
    SKIPPED,
    /** The system acted, or may have, for a task that no longer exists: somebody has to undo it. */
    ORPHANED;

    /** How rows and people name it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A call that nobody has made yet. */
  public static OutboundCall prepared(
      CallKey key, String topic, OrderId order, String subject, String task, String request) {
    return new OutboundCall(
        key,
        topic,
        order,
        subject,
        task,
        State.PREPARED,
        request,
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** The same intent, about to be sent again: for the same task, or for another one from now on. */
  public OutboundCall again(String forTask, String withRequest) {
    return new OutboundCall(
        key,
        topic,
        order,
        subject,
        forTask,
        State.PREPARED,
        withRequest,
        Optional.empty(),
        Optional.empty(),
        forTask.equals(task) ? attempts : 0);
  }

  /** What is known of it, for another task from now on. */
  public OutboundCall forTask(String other) {
    return new OutboundCall(
        key, topic, order, subject, other, state, request, answer, failure, attempts);
  }

  /** With an answer, in one of the states that have one. */
  public OutboundCall answered(State as, String with) {
    return new OutboundCall(
        key,
        topic,
        order,
        subject,
        task,
        as,
        request,
        Optional.of(with),
        Optional.empty(),
        attempts);
  }

  /**
   * Without an answer.
   *
   * @param counts whether this attempt counts
   */
  public OutboundCall failed(State as, Failure with, boolean counts) {
    return new OutboundCall(
        key,
        topic,
        order,
        subject,
        task,
        as,
        request,
        Optional.empty(),
        Optional.of(with),
        counts ? attempts + 1 : attempts);
  }

  /** The same in another state. */
  public OutboundCall as(State other) {
    return new OutboundCall(
        key, topic, order, subject, task, other, request, answer, failure, attempts);
  }
}
