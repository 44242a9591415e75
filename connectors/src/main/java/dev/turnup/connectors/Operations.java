package dev.turnup.connectors;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The calls that have no contract of their own: what they mean is the caller's business. */
public interface Operations {

  /** Topic {@code <system>.perform-operation}. */
  CompletionStage<CallOutcome<OperationAnswer>> performOperation(Call call, Operation operation);

  /** What became of the operation that was sent with {@code call}'s key, if it ever arrived. */
  CompletionStage<CallOutcome<Optional<OperationAnswer>>> findOperation(Call call);

  /**
   * @param name what is to be done, e.g. {@code ship-equipment}
   * @param attributes what it needs, by name
   */
  record Operation(String name, Map<String, String> attributes) {}

  /** What an outside system answers to an operation. */
  sealed interface OperationAnswer {

    /** It is done; what it yielded, by name. */
    record Done(Map<String, String> attributes) implements OperationAnswer {}

    /** It is taken on; a message {@code operation-answered} tells how it ended. */
    record Later() implements OperationAnswer {}

    /** A business no. */
    record Refused(String code, String reason) implements OperationAnswer {}
  }
}
