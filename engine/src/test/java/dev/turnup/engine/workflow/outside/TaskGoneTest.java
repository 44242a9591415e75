package dev.turnup.engine.workflow.outside;

import static dev.turnup.engine.workflow.outside.FakeSteps.EFFECT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The task can no longer be completed when its call comes back: the outcome is kept. */
class TaskGoneTest extends OutsideWorkTest {

  @Test
  void keepsTheEffectOfACallWhoseInstanceWasDeleted() {
    Case order = calling();

    runtime.deleteProcessInstance(order.instance(), "cancelled");
    effect.release(FakeStep.DONE);
    soon().until(() -> noted(order).equals("orphaned"));

    soon().untilAsserted(() -> assertThat(effect.recorded).containsExactly(order.component()));
    assertThat(answer(order)).contains("done");
    soon().untilAsserted(() -> assertHandedOver(order, "it was done"));

    // wanted again: perhaps somebody has undone it by now
    Case again = startCase(EFFECT, order.order(), order.component());
    awaitAt("Task_After", again);
    assertThat(effect.called).hasSize(1);
    assertThat(effect.asked).hasSize(1);
    assertThat(answer(order)).contains("found");
  }

  @Test
  void keepsTheEffectOfACallThatWasInterrupted() {
    Case order = calling();

    runtime.createMessageCorrelation("interrupt").processInstanceId(order.instance()).correlate();
    effect.release(FakeStep.DONE);
    soon().until(() -> noted(order).equals("orphaned"));

    soon().untilAsserted(() -> assertThat(effect.recorded).containsExactly(order.component()));
    assertThat(at(order)).isEqualTo("Task_Interrupted");
    assertHandedOver(order, "it was done");
  }

  @Test
  void asksNobodyToUndoWhatTheOrderTakesUp() {
    Case order = calling();
    effect.takenUp = true;

    runtime.createMessageCorrelation("interrupt").processInstanceId(order.instance()).correlate();
    effect.release(FakeStep.DONE);

    soon().untilAsserted(() -> assertThat(effect.recorded).containsExactly(order.component()));
    assertThat(fallouts.raised).isEmpty();
  }

  @Test
  void hasSomebodyUndoWhatTheOrderCannotTakeUp() {
    Case order = calling();
    effect.takenUp = true;
    effect.result = StepResult.fellOut(new Failure("system", "unfit", "it is something else"));

    runtime.createMessageCorrelation("interrupt").processInstanceId(order.instance()).correlate();
    effect.release(FakeStep.DONE);

    // besides what was raised in transactions that were rolled back
    soon()
        .untilAsserted(
            () ->
                assertThat(fallouts.raised)
                    .extracting(raised -> raised.failure().code())
                    .contains("task-gone"));
  }

  @Test
  void keepsThatAnInterruptedCallMayHaveHadAnEffect() {
    Case order = calling();

    runtime.deleteProcessInstance(order.instance(), "cancelled");
    effect.release(FakeStep.UNKNOWN);
    soon().until(() -> noted(order).equals("orphaned"));

    assertThat(effect.recorded).isEmpty();
    soon().untilAsserted(() -> assertHandedOver(order, "it was perhaps done"));
  }

  @Test
  void handsAnEffectOverThatCannotBeRecorded() {
    Case order = calling();
    effect.cannotBeRecorded.add(order.component());

    runtime.deleteProcessInstance(order.instance(), "cancelled");
    effect.release(FakeStep.DONE);
    soon().until(() -> noted(order).equals("orphaned"));

    soon().untilAsserted(() -> assertHandedOver(order, "it was done"));
    assertThat(effect.recorded).isEmpty();
  }

  @Test
  void keepsThatAnEarlierAttemptMayHaveHadAnEffect() {
    Case order = calling();

    externalTasks.unlock(task(order).getId());
    List<LockedTask> taken = shop.tasks().lock(topics.named(EFFECT), 10, Duration.ofSeconds(60));
    runtime.deleteProcessInstance(order.instance(), "cancelled");
    applyUnavailable(topics.named(EFFECT), taken);

    assertThat(noted(order)).isEqualTo("orphaned");
    assertHandedOver(order, "it was perhaps done");
  }

  @Test
  void forgetsWhatDidNotReachTheSystem() {
    Case order = calling();

    runtime.deleteProcessInstance(order.instance(), "cancelled");
    effect.release(FakeStep.UNAVAILABLE);

    soon().until(() -> noted(order).equals("unavailable"));
    assertThat(fallouts.raised).isEmpty();
  }

  @Test
  void appliesTheAnswerWhenASuspendedInstanceIsResumed() {
    Case order = calling();

    runtime.suspendProcessInstanceById(order.instance());
    effect.release(FakeStep.DONE);
    soon().until(() -> noted(order).equals("answered"));
    assertThat(effect.recorded).isEmpty();
    runtime.activateProcessInstanceById(order.instance());
    externalTasks.unlock(task(order).getId()); // or its lock ends, later
    awaitAt("Task_After", order);

    assertThat(effect.called).hasSize(1);
    assertThat(effect.asked).isEmpty();
    assertThat(effect.recorded).containsExactly(order.component());
  }

  @Test
  void leavesTheTaskToAnotherNodeThatLockedItAnew() {
    Case order = calling();

    externalTasks.unlock(task(order).getId());
    ExternalTasks otherNode = new ExternalTasks(externalTasks);
    List<LockedTask> taken = otherNode.lock(topics.named(EFFECT), 10, Duration.ofSeconds(60));
    assertThat(taken).hasSize(1);
    effect.release(FakeStep.DONE);
    soon().until(() -> noted(order).equals("answered"));

    assertThat(at(order)).isEqualTo("Task_Outside");
    assertThat(effect.recorded).isEmpty();
    // the other node finds the answer and needs no call
    List<? extends OutsideCall<?, ?, ?>> prepared = shop.prepare().of(topics.named(EFFECT), taken);
    assertThat(prepared).singleElement().matches(call -> call.known().isPresent());
  }

  @Test
  void doesNothingTwiceWhenAnotherNodeWasFasterToTheEnd() {
    Case order = calling();

    externalTasks.unlock(task(order).getId());
    ExternalTasks otherNode = new ExternalTasks(externalTasks);
    List<LockedTask> taken = otherNode.lock(topics.named(EFFECT), 10, Duration.ofSeconds(60));
    applyKnown(topics.named(EFFECT), taken);
    awaitAt("Task_After", order);
    effect.release(FakeStep.DONE);
    soon().until(() -> !workers.isBusy());

    assertThat(noted(order)).isEqualTo("applied");
    assertThat(effect.recorded).containsExactly(order.component());
  }

  @Test
  void preparesNothingAnewThatAnotherNodeHasApplied() {
    Case order = startCase(EFFECT);
    LockedTask late =
        new LockedTask(
            task(order).getId(),
            "frozen",
            "any/Task_Outside",
            order.order().value(),
            Map.of("componentId", order.component().toString()));
    awaitAt("Task_After", order);

    assertThat(shop.prepare().of(topics.named(EFFECT), List.of(late))).isEmpty();
    assertThat(noted(order)).isEqualTo("applied");
  }

  /** An order whose call is under way. */
  private Case calling() {
    effect.holds();
    Case order = startCase(EFFECT);
    soon().until(() -> effect.called.contains(order.component()));
    return order;
  }

  private <I, Q, A> void applyKnown(Topic<I, Q, A> topic, List<LockedTask> taken) {
    apply(topic, taken, new Outcome.Answer<>(topic.answer().cast(new FakeStep.Told("done"))));
  }

  private <I, Q, A> void applyUnavailable(Topic<I, Q, A> topic, List<LockedTask> taken) {
    apply(
        topic,
        taken,
        new Outcome.Unavailable<>(new Failure("fake", "refused", "away"), Optional.empty()));
  }

  private <I, Q, A> void apply(Topic<I, Q, A> topic, List<LockedTask> taken, Outcome<A> outcome) {
    outcomes.all(
        shop.prepare().of(topic, taken).stream()
            .<EndedCall<?, ?, ?>>map(call -> new EndedCall<>(call, outcome, false))
            .toList());
  }

  /** A fallout with a process of its own, which asks somebody. */
  private void assertHandedOver(Case order, String words) {
    assertThat(fallouts.raised)
        .singleElement()
        .satisfies(
            what -> {
              assertThat(what.order()).isEqualTo(order.order());
              assertThat(what.component()).contains(order.component());
              assertThat(what.failure().code()).isEqualTo("task-gone");
              assertThat(what.failure().message()).startsWith(words);
              assertThat(what.call()).isPresent();
            });
    assertThat(
            runtime
                .createProcessInstanceQuery()
                .processDefinitionKey("fallout-resolution")
                .processInstanceBusinessKey(order.order().value())
                .variableValueEquals("componentId", order.component().toString())
                .count())
        .isEqualTo(1);
  }
}
