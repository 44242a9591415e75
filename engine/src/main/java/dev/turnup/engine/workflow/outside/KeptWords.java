package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.fallout.PersonsWord;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCall.State;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Skippable;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.Vouched;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps what people say in place of a system with the call that it is about. */
@Component
class KeptWords implements PersonsWord {

  private static final String OWN_WORK =
      "It is Turnup's own judgement, which nobody can put aside; mend the cause and retry.";
  private static final String NOBODY_WAITS =
      "Nobody waits for it any more: undo it outside or keep it, then choose retry.";
  private static final String ONLY_THE_SYSTEM =
      "Only the system itself can say that; mend the cause and retry.";
  private static final String NEEDED =
      "The order cannot go on without it; mend the cause and retry.";

  private final Topics topics;
  private final OutboundCalls calls;

  KeptWords(Topics topics, OutboundCalls calls) {
    this.topics = topics;
    this.calls = calls;
  }

  @Override
  public Optional<String> againstDone(StepFellOut what) {
    return refusal(() -> doneBySomebody(what, "as is known"));
  }

  @Override
  public boolean takesTwo(StepFellOut what) {
    return topics.named(callOf(what).topic()).step() instanceof Vouched<?, ?> step
        && step.takesTwo();
  }

  @Override
  public Optional<String> againstSkipping(StepFellOut what) {
    return refusal(() -> left(what));
  }

  @Override
  public void done(StepFellOut what, String reference) {
    calls.reopen(List.of(doneBySomebody(what, reference)));
  }

  @Override
  public void skipped(StepFellOut what) {
    calls.reopen(List.of(left(what)));
  }

  private static Optional<String> refusal(Runnable attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (Refused refused) {
      return Optional.of(refused.getMessage());
    }
  }

  private OutboundCall doneBySomebody(StepFellOut what, String reference) {
    OutboundCall call = callOf(what);
    return vouched(topics.named(call.topic()), call, reference);
  }

  private static <Q, A> OutboundCall vouched(
      Topic<?, Q, A> topic, OutboundCall call, String reference) {
    Vouched<Q, A> step = vouchedBy(topic.step());
    Q request = CallJson.read(call.request(), topic.request());
    return call.answered(State.ANSWERED, CallJson.of(step.done(call.key(), request, reference)));
  }

  @SuppressWarnings("unchecked")
  private static <Q, A> Vouched<Q, A> vouchedBy(OutsideStep<?, Q, A> step) {
    if (step instanceof Vouched<?, ?> vouched) {
      // a step vouches for its own request and answer
      return (Vouched<Q, A>) vouched;
    }
    throw new Refused(ONLY_THE_SYSTEM);
  }

  private OutboundCall left(StepFellOut what) {
    OutboundCall call = callOf(what);
    expectSkippable(topics.named(call.topic()), call);
    return call.as(State.SKIPPED);
  }

  private static <I, Q> void expectSkippable(Topic<I, Q, ?> topic, OutboundCall call) {
    skippable(topic.step()).expectSkippable(CallJson.read(call.request(), topic.request()));
  }

  /** The step as one that can be skipped. */
  @SuppressWarnings("unchecked")
  static <I, Q> Skippable<I, Q> skippable(OutsideStep<I, Q, ?> step) {
    if (step instanceof Skippable<?, ?> skippable) {
      // a step skips what it is about itself
      return (Skippable<I, Q>) skippable;
    }
    throw new Refused(NEEDED);
  }

  private OutboundCall callOf(StepFellOut what) {
    OutboundCall call = what.call().flatMap(calls::find).orElseThrow(() -> new Refused(OWN_WORK));
    if (call.state() == State.ORPHANED) {
      throw new Refused(NOBODY_WAITS);
    }
    return call;
  }
}
