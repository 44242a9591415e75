package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/** What an operation does. */
public sealed interface Work {

  /** Changes nothing, and may be asked at any time. */
  record Question(Function<Call, Reply> answer) implements Work {}

  /** Is done once for its key, whoever asks how often. */
  record Effect(Function<Call, Performed> perform, Optional<Later> later) implements Work {}

  static Work question(Function<Call, Reply> answer) {
    return new Question(answer);
  }

  static Work effect(Function<Call, Performed> perform) {
    return new Effect(perform, Optional.empty());
  }

  static Work effect(Function<Call, Performed> perform, Later later) {
    return new Effect(perform, Optional.of(later));
  }

  /** What became of an effect. */
  sealed interface Performed {}

  /**
   * It is done, and remembered under its key.
   *
   * @param resource the id of what came into being or was changed
   * @param effectiveDate from when it counts, if it says so
   */
  record Done(Reply reply, String resource, Optional<String> effectiveDate) implements Performed {}

  /** It is not done, and nothing is remembered: the same key may be asked again later. */
  record NotDone(Reply reply) implements Performed {}

  /** An effect that may also be answered with 202, done later, and told by a callback. */
  interface Later {

    /** Of the callback. */
    String eventType();

    /** Takes it on: a 202. */
    Done accept(Call call);

    /** Does it now. */
    Completed complete(Call call, String resource);
  }

  /**
   * What was accepted is done.
   *
   * @param event what the callback tells
   */
  record Completed(ObjectNode event, Optional<String> effectiveDate) {}
}
