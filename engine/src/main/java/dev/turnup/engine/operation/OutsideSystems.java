package dev.turnup.engine.operation;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** All outside systems, each asked by the name of an operation. No method waits for the answer. */
public interface OutsideSystems {

  /** Has an operation performed; the same key performs it once. */
  CompletionStage<Outcome<OperationAnswer>> perform(CallKey key, Request request);

  /** What became of the operation under this key, if the system knows of one. */
  CompletionStage<Outcome<Optional<OperationAnswer>>> find(CallKey key, Request request);

  /**
   * An operation.
   *
   * @param system {@code workforce}
   * @param operation {@code ship-equipment}
   * @param attributes what the system needs to know, by name
   * @param answerAttributes what of the answer, now or later, is to be known
   */
  record Request(
      String system,
      Subject subject,
      String operation,
      Map<String, String> attributes,
      List<String> answerAttributes) {}
}
