package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.workflow.Variable;
import java.util.List;

/**
 * The outside step that works off a topic's tasks.
 *
 * @param name {@code <system>.<verb>-<object>}
 * @param subject how a task says what it is about
 * @param request class of the request, which is kept as JSON
 * @param answer class of the answer, likewise
 */
public record Topic<I, Q, A>(
    String name,
    TaskSubject<I> subject,
    OutsideStep<I, Q, A> step,
    Class<Q> request,
    Class<A> answer) {

  /**
   * @param subject the variable that says what a task is about
   */
  Topic(
      String name,
      Variable<I> subject,
      OutsideStep<I, Q, A> step,
      Class<Q> request,
      Class<A> answer) {
    this(name, new TaskSubject.OneVariable<>(subject), step, request, answer);
  }

  /** The key of what a task intends. */
  CallKey keyOf(I about, LockedTask task) {
    return new CallKey(name + ":" + step.intentOf(about).orElse(task.id()));
  }

  /** The variables that say what a task is about; empty if only the model knows their names. */
  public List<String> variables() {
    return subject.variables();
  }

  /** {@code network}. */
  String system() {
    return name.substring(0, name.indexOf('.'));
  }

  /** {@code activate-service}. */
  String operation() {
    return name.substring(name.indexOf('.') + 1);
  }
}
