package dev.turnup.engine.problem;

import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.problem.ProblemBook.Waiting;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens a problem because a person, or a trouble ticket, knows of one. */
@UseCase
public final class OpenProblem {

  /** Steps that models go on without where they fall out. */
  private static final Set<String> ASKED_AGAIN =
      Set.of(
          "inventory.check-capacity",
          "inventory.check-capacities",
          "inventory.reserve-capacity",
          "inventory.reserve-capacities");

  private final ProblemBook problems;
  private final FollowProblem followProblem;
  private final LookAfterProblem lookAfterProblem;
  private final Clock clock;

  public OpenProblem(
      ProblemBook problems,
      FollowProblem followProblem,
      LookAfterProblem lookAfterProblem,
      Clock clock) {
    this.problems = problems;
    this.followProblem = followProblem;
    this.lookAfterProblem = lookAfterProblem;
    this.clock = clock;
  }

  /**
   * What is known of it.
   *
   * @param ticket the trouble ticket that tells of it
   */
  public record Known(
      Cause cause, String title, Optional<Instant> expectedEnd, Optional<String> ticket) {

    /**
     * @throws Refused if it is too long, or says nothing
     */
    public Known {
      refuseUnless(
          isLine(cause.value(), Cause.LONGEST),
          "Say what its fallouts have in common, in up to " + Cause.LONGEST + " characters.");
      refuseUnless(
          isLine(title, SharedProblem.LONGEST_TITLE),
          "Give it a title of up to " + SharedProblem.LONGEST_TITLE + " characters.");
    }

    /**
     * What a person says.
     *
     * @throws Refused also if orders do not wait for the like
     */
    public static Known said(Cause cause, String title, Optional<Instant> expectedEnd) {
      for (String step : ASKED_AGAIN) {
        refuseUnless(
            cause.kind() != Cause.Kind.FINGERPRINT || !cause.value().startsWith(step + "/"),
            "No order waits where "
                + step
                + " falls out: it goes on, and its delivery asks again.");
      }
      return new Known(cause, title, expectedEnd, Optional.empty());
    }

    static boolean isLine(String text, int longest) {
      return !text.isBlank()
          && text.codePointCount(0, text.length()) <= longest
          && text.chars().noneMatch(Character::isISOControl);
    }

    private static void refuseUnless(boolean right, String words) {
      if (!right) {
        throw new Refused(words);
      }
    }
  }

  /**
   * Opens it; what has fallen out of its cause, and nobody has taken up, waits for it from now on.
   *
   * @param by the login, or {@code ticket}
   * @throws Refused if there is an open one of this cause
   */
  public SharedProblem of(Known known, String by) {
    problems.inTurn();
    Instant now = clock.instant();
    SharedProblem problem =
        SharedProblem.opened(
            problems.newId(),
            known.cause(),
            known.title(),
            known.expectedEnd(),
            known.ticket(),
            now,
            by);
    if (!problems.add(problem)) {
      throw new Refused("There is an open problem of this cause, or of this ticket, already.");
    }
    lookAfterProblem.from(problem);
    List<OrderId> orders =
        problems.attachAll(known.cause(), problem.id(), now).stream()
            .map(Waiting::order)
            .distinct()
            .toList();
    followProblem.by(orders, problem.id(), known.ticket().isPresent() ? Run.Wish.TURNUP : by);
    return problem;
  }
}
