package dev.turnup.engine.gateway;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Subject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What the connectors call a call, and what the steps call its outcome. */
final class Calls {

  private Calls() {}

  static Call of(CallKey key, Subject subject) {
    return new Call(
        key.value(),
        new Call.Subject(
            subject.order().value(),
            subject.item().map(ItemId::value).orElse(""),
            subject.component().map(ComponentId::toString).orElse(""),
            subject.delivery().map(DeliveryId::toString).orElse("")));
  }

  static String site(Subject subject) {
    return subject.site().map(Site::id).orElse("");
  }

  static List<String> ids(List<ComponentId> components) {
    return components.stream().map(ComponentId::toString).toList();
  }

  /** The outcome, its answer in the words of the port. */
  static <A, B> CompletionStage<Outcome<B>> outcome(
      CompletionStage<CallOutcome<A>> call, Function<A, B> inWordsOfThePort) {
    return call.thenApply(outcome -> outcome(outcome, inWordsOfThePort));
  }

  /** The same of a question by key. */
  static <A, B> CompletionStage<Outcome<Optional<B>>> found(
      CompletionStage<CallOutcome<Optional<A>>> call, Function<A, B> inWordsOfThePort) {
    return outcome(call, found -> found.map(inWordsOfThePort));
  }

  private static <A, B> Outcome<B> outcome(CallOutcome<A> outcome, Function<A, B> words) {
    if (outcome instanceof Answer<A> answer) {
      return new Outcome.Answer<>(words.apply(answer.value()));
    }
    if (outcome instanceof ConnectorUnavailable<A> unavailable) {
      return new Outcome.Unavailable<>(failure(unavailable.failure()), unavailable.retryAfter());
    }
    if (outcome instanceof OutcomeUnknown<A> unknown) {
      return new Outcome.Unknown<>(failure(unknown.failure()));
    }
    return new Outcome.Rejected<>(failure(((RequestRejected<A>) outcome).failure()));
  }

  private static Failure failure(CallOutcome.Failure failure) {
    return new Failure(failure.system(), failure.code(), failure.message());
  }
}
