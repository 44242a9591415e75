package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import java.util.List;
import java.util.Optional;

/** What was learnt from fallouts of one cause. */
final class Experiences {

  /** From fewer nothing is learnt. */
  private static final int ENOUGH = 20;

  /** Ways out that a form shows; there are hardly ever more. */
  private static final int MOST_TOLD = 5;

  private Experiences() {}

  /** For people; empty if there is none. */
  static String told(List<Experience> all) {
    return all.isEmpty()
        ? ""
        : all.stream()
            .limit(MOST_TOLD)
            .map(Experiences::told)
            .collect(joining(", ", " With the same cause before: ", "."));
  }

  private static String told(Experience each) {
    return "%s%s helped %d of %d times%s"
        .formatted(
            each.decision().told(),
            (each.attribute().isEmpty() ? "" : " " + each.attribute())
                + (each.value().isEmpty() ? "" : " = " + each.value()),
            each.worked(),
            each.times(),
            each.cause().isEmpty() ? "" : " (" + each.cause() + ")");
  }

  /**
   * Whether trying again has helped often enough to do it without a person.
   *
   * @param percent from which share of the cases on; 0 for never
   */
  static boolean retryHelps(List<Experience> all, int percent) {
    return all.stream()
        .filter(each -> each.decision() == Decision.RETRY)
        .anyMatch(each -> helps(each, percent));
  }

  /**
   * The change that has helped often enough to be made without a person.
   *
   * @param percent from which share of the cases on; 0 for never
   */
  static Optional<Experience> changeThatHelps(List<Experience> all, int percent) {
    return all.stream()
        .filter(each -> each.decision() == Decision.CHANGE_AND_RETRY)
        .filter(each -> !each.value().isEmpty())
        .filter(each -> helps(each, percent))
        .findFirst();
  }

  /** Those of which nobody knows yet say nothing. */
  private static boolean helps(Experience each, int percent) {
    int known = each.worked() + each.failed();
    return percent > 0 && known >= ENOUGH && each.worked() * 100 >= percent * known;
  }
}
