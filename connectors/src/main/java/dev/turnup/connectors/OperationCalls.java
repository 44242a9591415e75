package dev.turnup.connectors;

import static java.util.stream.Collectors.toMap;

import dev.turnup.connectors.Operations.Operation;
import dev.turnup.connectors.Operations.OperationAnswer;
import dev.turnup.connectors.RouteCalls.Reply;
import dev.turnup.connectors.Tmf.Reason;
import dev.turnup.connectors.Tmf.RelatedEntity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The generic operation, which every outside system speaks alike. */
public abstract class OperationCalls implements Operations {

  /** What goes over the wire, either way. */
  record Shape(
      @Nullable String operation,
      @Nullable String state,
      @Nullable Map<String, @Nullable String> attributes,
      @Nullable Reason reason,
      @Nullable List<RelatedEntity> relatedEntity) {}

  protected final RouteCalls routes;
  private final String system;

  protected OperationCalls(String system, RouteCalls routes) {
    this.system = system;
    this.routes = routes;
  }

  @Override
  public CompletionStage<CallOutcome<OperationAnswer>> performOperation(
      Call call, Operation operation) {
    return routes
        .call(system + ".perform-operation", call)
        .with(
            new Shape(
                operation.name(),
                null,
                operation.attributes(),
                null,
                Tmf.relatedEntity(call.subject())))
        .answer(Shape.class, OperationCalls::read);
  }

  @Override
  public CompletionStage<CallOutcome<Optional<OperationAnswer>>> findOperation(Call call) {
    return routes
        .find(system + ".find-operation", call)
        .answer(
            Shape[].class,
            found ->
                Reading.atMostOne(found.content(), "operation")
                    .map(one -> read(new Reply<>(found.status(), one))));
  }

  /** What is null is not told. */
  private static Map<String, String> attributes(Shape answer) {
    return Optional.ofNullable(answer.attributes()).orElse(Map.of()).entrySet().stream()
        .filter(attribute -> attribute.getValue() != null)
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static OperationAnswer read(Reply<Shape> reply) {
    Shape answer = reply.content();
    return switch (Reading.required(answer.state(), "state")) {
      case "done" -> new OperationAnswer.Done(attributes(answer));
      case "inProgress" -> new OperationAnswer.Later();
      case "rejected" -> {
        Reason reason = Optional.ofNullable(answer.reason()).orElse(Reason.NONE);
        yield new OperationAnswer.Refused(reason.codeOr("rejected"), reason.text());
      }
      default -> throw new UnreadableAnswer("an operation in state " + answer.state());
    };
  }
}
