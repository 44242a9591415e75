package dev.turnup.engine.fallout;

import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fallouts that Turnup keeps. */
public interface FalloutBook {

  void add(Fallout fallout);

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  Fallout get(FalloutId id);

  /**
   * Writes what was decided and what became of it.
   *
   * @throws dev.turnup.engine.order.StaleVersion if it was changed since it was read
   */
  void update(Fallout fallout);

  /** Has the order looked after from now on, as if the fallout were overdue. */
  void escalate(FalloutId id);

  /** Those of the order that are not settled, oldest first. */
  List<Fallout> unsettled(OrderId order);

  /** Those that are looked for, the last raised first. */
  List<Fallout> find(Wanted wanted);

  /**
   * What was decided about the last 100 of a cause, and what came of it; the most frequent first.
   * What was released with a problem, or settled otherwise, says nothing of decisions. With values
   * as they were given: {@link WhatHelped} says what of it others may see.
   */
  List<Experience> experience(String fingerprint);

  /** What came of how this one was closed. */
  Result resultOf(FalloutId id);

  /** What came of a decision. */
  enum Result {
    HELPED,
    FAILED_AGAIN,
    UNKNOWN_YET;

    /** {@code failed-again}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Which fallouts are looked for; what is empty does not matter.
   *
   * @param system whose failure it is
   * @param owner who has it, or had it last
   * @param unsettled whether only those that are not closed
   * @param after go on after this one
   * @param most how many at most
   */
  record Wanted(
      Optional<OrderId> order,
      Optional<String> fingerprint,
      Optional<String> system,
      Optional<String> owner,
      Optional<FalloutState> state,
      boolean unsettled,
      Optional<FalloutId> after,
      int most) {}

  /**
   * How a decision turned out.
   *
   * @param attribute what was changed; empty if nothing was
   * @param value what it was changed to
   * @param cause the cause that was named last, of those that several customers have in common, so
   *     that it is none's own words; empty if there is none
   * @param times how often it was taken
   * @param worked how often the step was really done afterwards
   * @param failed how often it fell out again; of the others nobody knows yet
   */
  record Experience(
      Fallout.Decision decision,
      String attribute,
      String value,
      String cause,
      int times,
      int worked,
      int failed) {

    /** What was done, whatever came of it. */
    record Lesson(Fallout.Decision decision, String attribute, String value) {}

    Lesson lesson() {
      return new Lesson(decision, attribute, value);
    }

    Experience withoutValue() {
      return new Experience(decision, attribute, "", cause, times, worked, failed);
    }

    /** Both of the same lesson. */
    Experience plus(Experience other) {
      return new Experience(
          decision,
          attribute,
          value,
          cause.isEmpty() ? other.cause : cause,
          times + other.times,
          worked + other.worked,
          failed + other.failed);
    }

    /** The same decision once more. */
    Answer changing(String person) {
      return new Answer(decision.code(), "", attribute, value, person);
    }
  }

  /** All of the same order, component, delivery and step, oldest first. */
  List<Fallout> alike(StepFellOut what);
}
