package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import java.util.List;

/** What was learnt from fallouts of one cause. */
final class Experiences {

  /** From fewer nothing is learnt. */
  private static final int ENOUGH = 5;

  private Experiences() {}

  /** For people; empty if there is none. */
  static String told(List<Experience> all) {
    return all.isEmpty()
        ? ""
        : all.stream()
            .map(
                each ->
                    "%s helped %d of %d times"
                        .formatted(named(each.decision()), each.worked(), each.times()))
            .collect(joining(", ", " With the same cause before: ", "."));
  }

  private static String named(Decision decision) {
    return switch (decision) {
      case RETRY -> "retry";
      case CHANGE_AND_RETRY -> "change and retry";
      case CANCEL_COMPONENT -> "cancel component";
    };
  }

  /**
   * Whether trying again has helped often enough to do it without a person.
   *
   * @param percent from which share of the cases on; 0 for never
   */
  static boolean retryHelps(List<Experience> all, int percent) {
    return percent > 0
        && all.stream()
            .anyMatch(
                each ->
                    each.decision() == Decision.RETRY
                        && each.times() >= ENOUGH
                        && each.worked() * 100 >= percent * each.times());
  }
}
