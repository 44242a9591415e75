package dev.turnup.engine.capacity;

import dev.turnup.engine.capacity.CapacityInventory.Question;
import dev.turnup.engine.capacity.CapacityInventory.Room;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Asks for a group of components at once whether there is room for each: the inventory hears the
 * same questions, and the order goes on with all answers together. While the inventory cannot be
 * had, the group waits as one component would; where it does not answer one of them, all are asked
 * for one by one.
 */
@UseCase
public final class CheckCapacities
    implements OutsideStep<List<ComponentId>, CheckCapacities.Questions, CheckCapacities.Rooms> {

  private final CheckCapacity checkCapacity;
  private final CapacityInventory inventory;

  public CheckCapacities(CheckCapacity checkCapacity, CapacityInventory inventory) {
    this.checkCapacity = checkCapacity;
    this.inventory = inventory;
  }

  /** One for each component, in their order. */
  public record Questions(List<Question> all) {}

  /** The answers to the first questions, in their order. */
  public record Rooms(List<Room> all) {}

  @Override
  public Questions requestFor(List<ComponentId> ids) {
    return new Questions(checkCapacity.requestsFor(ids));
  }

  @Override
  public CompletionStage<Outcome<Rooms>> call(CallKey key, Questions request) {
    return OneAfterAnother.within(inventory.longestCall())
        .ask(
            request.all(),
            (question, number) ->
                inventory.checkCapacity(new CallKey(key + ":" + number), question))
        .thenApply(
            asked ->
                asked
                    .<Rooms>unavailable()
                    .orElseGet(() -> new Outcome.Answer<>(new Rooms(asked.answers()))));
  }

  /** Goes on with the answers only if there are all. */
  @Override
  public StepResult record(List<ComponentId> ids, Rooms answer) {
    boolean all = answer.all().size() == ids.size();
    if (all) {
      checkCapacity.recordAll(ids, answer.all());
    }
    return new StepResult.Done(
        Map.of("allAnswered", all, AskOneByOne.LEFT, AskOneByOne.kept(all ? List.of() : ids)));
  }
}
