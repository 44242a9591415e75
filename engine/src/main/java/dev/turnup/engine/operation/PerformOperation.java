package dev.turnup.engine.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentState;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.operation.OutsideSystems.Request;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Skippable;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Subject;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.order.Vouched;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Has an operation performed that only the model knows; the answer may come now or later. */
@UseCase
public final class PerformOperation
    implements OutsideStep<WantedOperation, Request, OperationAnswer>,
        Vouched<Request, OperationAnswer>,
        Skippable<WantedOperation, Request> {

  private final Orders orders;
  private final Components components;
  private final OutsideSystems systems;

  public PerformOperation(Orders orders, Components components, OutsideSystems systems) {
    this.orders = orders;
    this.components = components;
    this.systems = systems;
  }

  /**
   * @throws IllegalStateException if the component is another order's
   */
  @Override
  public Request requestFor(WantedOperation wanted) {
    return new Request(
        wanted.system(),
        subjectOf(wanted),
        wanted.operation(),
        attributesOf(wanted),
        wanted.answerAttributes());
  }

  /** What the model says itself, and of its component what it names. */
  private Map<String, String> attributesOf(WantedOperation wanted) {
    Map<String, String> attributes =
        new HashMap<>(
            wanted.component().map(id -> components.get(id).characteristics()).orElse(Map.of()));
    attributes.keySet().retainAll(wanted.characteristics());
    attributes.putAll(wanted.attributes());
    return attributes;
  }

  private Subject subjectOf(WantedOperation wanted) {
    if (wanted.component().isEmpty()) {
      return new Subject(
          wanted.order(), Optional.empty(), Optional.empty(), wanted.delivery(), Optional.empty());
    }
    Component component = components.get(wanted.component().get());
    if (!component.order().equals(wanted.order())) {
      throw new IllegalStateException(
          "component " + component.id() + " is not one of " + wanted.order());
    }
    return component.subjectIn(orders.around(wanted.order(), component.item()));
  }

  /** This step of this model, for this component in this round. */
  @Override
  public Optional<String> intentOf(WantedOperation wanted) {
    String about =
        wanted
            .component()
            .map(id -> id + ":" + components.get(id).round())
            .or(() -> wanted.delivery().map(DeliveryId::toString))
            .orElseGet(() -> wanted.order().value());
    // names in models are of any length and script, which a key must not be
    UUID step = UUID.nameUUIDFromBytes((wanted.step() + " " + wanted.occasion()).getBytes(UTF_8));
    return Optional.of(about + ":" + step);
  }

  @Override
  public CompletionStage<Outcome<OperationAnswer>> call(CallKey key, Request request) {
    return systems.perform(key, request);
  }

  @Override
  public CompletionStage<Outcome<Optional<OperationAnswer>>> find(CallKey key, Request request) {
    return systems.find(key, request);
  }

  @Override
  public StepResult record(WantedOperation wanted, OperationAnswer answer) {
    return answer.state() != OperationAnswer.State.REFUSED
            && wanted.component().filter(this::isGivenUp).isPresent()
        ? StepResult.fellOut(
            new Failure(
                wanted.system(),
                "component-given-up",
                "the component was given up, but " + wanted.operation() + " is or will be done"))
        : new StepResult.Done(answer.variables(wanted.answerAttributes()));
  }

  @Override
  public OperationAnswer done(CallKey key, Request request, String reference) {
    expectSkippable(request);
    return OperationAnswer.done(key, Map.of());
  }

  @Override
  public void expectSkippable(Request request) {
    if (!request.answerAttributes().isEmpty()) {
      throw new Refused(
          "The model needs %s of the answer, which only the system can say; mend the cause and retry."
              .formatted(String.join(", ", request.answerAttributes())));
    }
  }

  /** To the model it is as if it was done: it asks for nothing of the answer. */
  @Override
  public StepResult skipped(WantedOperation wanted) {
    return new StepResult.Done(
        OperationAnswer.done(new CallKey("skipped"), Map.of()).variables(List.of()));
  }

  private boolean isGivenUp(ComponentId id) {
    orders.lockRow(components.get(id).order());
    return components.get(id).state() == ComponentState.CANCELLED;
  }
}
