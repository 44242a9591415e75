package dev.turnup.engine.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an order is waiting for, and the running instances of models that do. */
public interface NextEvents {

  /**
   * Everything that will make the order move: jobs, outside calls, people's work, messages with
   * their deadlines.
   */
  List<NextEvent> of(OrderId order);

  /** The running instances, escalations included, oldest first. */
  List<Instance> instances(OrderId order);

  /**
   * A running instance of a model.
   *
   * @param model its name
   */
  record Instance(String id, String model, int version, Instant since) {}

  /**
   * One of them.
   *
   * @param label the step's name in the model
   * @param since when it began to wait
   * @param due when it will happen or must have happened
   * @param who the desk or person, for people's work
   * @param trouble what keeps an outside call from going through, for people; empty if nothing does
   */
  record NextEvent(
      Kind kind,
      String label,
      Instant since,
      Optional<Instant> due,
      Optional<String> who,
      Optional<String> trouble) {}

  /** How it will move. */
  enum Kind {
    JOB,
    OUTSIDE_CALL,
    PERSON,
    MESSAGE
  }
}
