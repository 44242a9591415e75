package dev.turnup.engine.workflow.outside;

import static dev.turnup.engine.workflow.outside.FakeSteps.AWAY;
import static dev.turnup.engine.workflow.outside.FakeSteps.AWAY_AGAIN;
import static dev.turnup.engine.workflow.outside.FakeSteps.EFFECT;
import static dev.turnup.engine.workflow.outside.FakeSteps.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.mock.env.MockEnvironment;

/** What each way to end does to the order. */
class OutcomesTest extends OutsideWorkTest {

  @Test
  void movesTheOrderOnWithTheAnswer() {
    Case order = startCase(EFFECT);

    awaitAt("Task_After", order);

    assertThat(effect.recorded).containsExactly(order.component());
    assertThat(noted(order)).isEqualTo("applied");
    assertThat(runtime.getVariable(order.instance(), "answered")).isEqualTo(true);
  }

  @Test
  void takesATaskUpAsSoonAsItIsThere() {
    // each would wait for the next look, a second later; the machine may be busy with others
    soon().until(this::fiveTakeLessThanFourSeconds);
  }

  private boolean fiveTakeLessThanFourSeconds() {
    Instant before = Instant.now();
    for (int i = 0; i < 5; i++) {
      awaitAt("Task_After", startCase(EFFECT));
    }
    return Duration.between(before, Instant.now()).compareTo(Duration.ofSeconds(4)) < 0;
  }

  @Test
  void repeatsTheSameTaskWhenTheSystemWasNotReached() {
    away.answersInTurn(List.of(FakeStep.UNAVAILABLE, FakeStep.UNAVAILABLE, FakeStep.DONE));

    Case order = startCase(AWAY);
    awaitAt("Task_After", order);

    assertThat(away.called).hasSize(3);
    assertThat(away.asked).isEmpty();
    assertThat(policy.asked)
        .extracting(
            inputs -> inputs.get("attempts"),
            inputs -> inputs.get("errorClass"),
            inputs -> inputs.get("component"))
        .containsExactly(
            tuple(1, "unavailable", "access-line"), tuple(2, "unavailable", "access-line"));
    assertThat(policy.asked.get(0).keySet()).contains("code", "message");
  }

  @Test
  void waitsAsLongAsTheSystemAsks() {
    assertWaits(420, Duration.ofMinutes(7));
  }

  @Test
  void waitsNoShorterThanThePolicySays() {
    policy.seconds = 60;

    assertWaits(60, Duration.ZERO);
  }

  private void assertWaits(int seconds, Duration asked) {
    away.answers(
        new Outcome.Unavailable<>(
            new Failure("fake", "http-429", "slow down"), Optional.of(asked)));

    Case order = startCase(AWAY_AGAIN);
    soon().until(() -> noted(order).equals("unavailable"));

    // the engine's time, which need not be this test's
    Instant created = task(order).getCreateTime().toInstant();
    assertThat(task(order).getLockExpirationTime().toInstant())
        .isBetween(created.plusSeconds(seconds), created.plusSeconds(seconds + 60));
  }

  @Test
  void asksByKeyBeforeItSendsAgainWhatMayHaveArrived() {
    effect.answersInTurn(FakeStep.UNKNOWN, FakeStep.DONE);

    Case order = startCase(EFFECT);
    awaitAt("Task_After", order);

    assertThat(effect.called).hasSize(1);
    assertThat(effect.asked).hasSize(1);
    assertThat(answer(order)).contains("found");
  }

  @Test
  void sendsAgainWhatIsFoundNotToHaveArrived() {
    effect.answersInTurn(FakeStep.UNKNOWN, FakeStep.DONE);
    effect.forgets = true;

    Case order = startCase(EFFECT);
    awaitAt("Task_After", order);

    assertThat(effect.called).hasSize(2);
    assertThat(effect.asked).hasSize(1);
  }

  @Test
  void leavesUnknownWhatItMayNotAskFor() {
    effect.answers(FakeStep.UNKNOWN);
    effect.toldByKey = Optional.of(new Outcome.Rejected<>(new Failure("fake", "http-404", "none")));

    Case order = startCase(EFFECT);
    awaitAt("Task_FellOut", order);

    assertThat(noted(order)).isEqualTo("unknown");
    assertThat(effect.called).hasSize(1);
    assertThat(effect.asked).hasSize(2);
  }

  @Test
  void asksAQuestionAgainWithoutAskingForItsKey() {
    question.answersInTurn(FakeStep.UNKNOWN, FakeStep.DONE);

    Case order = startCase(QUESTION);
    awaitAt("Task_After", order);

    assertThat(question.called).hasSize(2);
    assertThat(question.recorded).hasSize(1);
  }

  @Test
  void fallsOutWhenThePolicyGivesUp() {
    effect.forgets = true;
    effect.answers(FakeStep.UNKNOWN);

    Case order = startCase(EFFECT);
    awaitAt("Task_FellOut", order);

    assertThat(effect.called).hasSize(3);
    assertThat(fallouts.raised)
        .singleElement()
        .satisfies(
            what -> {
              assertThat(what.order()).isEqualTo(order.order());
              assertThat(what.component()).contains(order.component());
              assertThat(what.step()).isEqualTo(EFFECT);
              assertThat(what.failure().code()).isEqualTo("silence");
            });
    assertThat(runtime.getVariable(order.instance(), "falloutId")).isNotNull();
  }

  @Test
  void fallsOutAtOnceWhenRefused() {
    effect.answers(FakeStep.REJECTED);

    Case order = startCase(EFFECT);
    awaitAt("Task_FellOut", order);

    assertThat(effect.called).hasSize(1);
    assertThat(noted(order)).isEqualTo("rejected");
    assertThat(policy.asked).isEmpty();
  }

  @Test
  void fallsOutWithoutTryingAgainWhileTheProblemBehindItIsKnown() {
    problems.known = true;
    effect.answers(FakeStep.UNKNOWN);

    Case order = startCase(EFFECT);
    awaitAt("Task_FellOut", order);

    assertThat(effect.called).hasSize(1);
    assertThat(noted(order)).isEqualTo("unknown");
  }

  @Test
  void fallsOutWhenTheAnswerCannotBeAccepted() {
    effect.result = StepResult.fellOut(new Failure("fake", "not-active", "it is not"));

    Case order = startCase(EFFECT);
    awaitAt("Task_FellOut", order);

    assertThat(noted(order)).isEqualTo("applied");
    assertThat(fallouts.raised).singleElement().extracting("failure.code").isEqualTo("not-active");
  }

  @Test
  void asksWhatBecameOfAnEffectThatFellOutAndIsWantedAgain() {
    effect.result = StepResult.fellOut(new Failure("fake", "bill-differs", "it is another"));
    Case order = startCase(EFFECT);
    awaitAt("Task_FellOut", order);

    effect.result = StepResult.done("answered", true);
    again(order);
    awaitAt("Task_After", order);

    assertThat(effect.called).hasSize(1);
    assertThat(effect.asked).hasSize(1);
    assertThat(answer(order)).contains("found");
  }

  @Test
  void showsAnIncidentForABugAndAppliesTheKnownAnswerOnceItIsMended() {
    effect.holds();
    Case order = startCase(EFFECT);
    effect.cannotBeRecorded.add(order.component());
    soon().until(() -> !effect.called.isEmpty());
    effect.release(FakeStep.DONE);
    soon()
        .until(
            () -> runtime.createIncidentQuery().processInstanceId(order.instance()).count() == 1);
    assertThat(noted(order)).isEqualTo("answered");

    effect.cannotBeRecorded.clear();
    externalTasks.setRetries(task(order).getId(), 1);
    awaitAt("Task_After", order);

    assertThat(effect.called).hasSize(1);
    assertThat(effect.asked).isEmpty();
  }

  @Test
  void callsAnOutcomeUnknownThatNeverComes() {
    MockEnvironment impatient =
        new MockEnvironment()
            .withProperty("connectors.workforce.connect-timeout", "0s")
            .withProperty("connectors.workforce.response-timeout", "0s");
    impatient.setConversionService(new ApplicationConversionService());
    TopicWorkers own = new TopicWorkers(topics, shop, impatient);
    workers.hold();
    own.open(EFFECT, call -> call.make().thenApply(Object.class::cast));
    own.start();
    effect.holds();
    policy.seconds = 60;

    Case order = startCase(EFFECT);
    soon().until(() -> noted(order).equals("unknown"));

    assertThat(task(order).getErrorMessage()).contains("no outcome within PT1S");
    own.stop();
    workers.goOn();
  }
}
