package dev.turnup.engine.problem;

import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.problem.OpenProblem.Known;
import java.time.Instant;
import java.util.Optional;

/** Lets a trouble ticket of the network open a problem, and close it in turn. */
@UseCase
public final class HearTicket {

  private static final String TICKET = "ticket";

  private final ProblemBook problems;
  private final OpenProblem openProblem;
  private final ForecastEnd forecastEnd;
  private final CloseProblem closeProblem;
  private final LookAfterProblem lookAfterProblem;

  public HearTicket(
      ProblemBook problems,
      OpenProblem openProblem,
      ForecastEnd forecastEnd,
      CloseProblem closeProblem,
      LookAfterProblem lookAfterProblem) {
    this.problems = problems;
    this.openProblem = openProblem;
    this.forecastEnd = forecastEnd;
    this.closeProblem = closeProblem;
    this.lookAfterProblem = lookAfterProblem;
  }

  /**
   * What a ticket says.
   *
   * @param resource what failed; empty if it does not say so (any more)
   */
  public record Ticket(
      String id,
      Standing standing,
      String title,
      Optional<String> resource,
      Optional<Instant> expectedEnd) {}

  /** How far it is. */
  public enum Standing {
    GOES_ON,
    /** Its cause is gone. */
    RESOLVED,
    /** It was no fault, or is followed no more: nothing was mended. */
    WITHDRAWN
  }

  /** Does what follows from it; the same twice is as once. */
  public void of(Ticket ticket) {
    Optional<SharedProblem> known = problems.ofTicket(ticket.id());
    switch (ticket.standing()) {
      case RESOLVED -> known.ifPresent(this::end);
      case WITHDRAWN -> known.ifPresent(this::withdraw);
      case GOES_ON ->
          known.ifPresentOrElse(
              problem -> forecast(problem, ticket),
              () -> ticket.resource().map(Cause::resource).ifPresent(it -> open(ticket, it)));
    }
  }

  /** A person may say the same at this moment. */
  private void open(Ticket ticket, Cause cause) {
    problems.inTurn();
    Optional<SharedProblem> open = problems.openOf(cause);
    if (open.isEmpty()) {
      openProblem.of(
          new Known(
              cause,
              ticket.title().isBlank() ? cause.titled() : ticket.title(),
              ticket.expectedEnd(),
              Optional.of(ticket.id())),
          TICKET);
    } else if (open.get().ticket().isEmpty()) {
      problems.update(open.get().knownAs(Optional.of(ticket.id())));
      forecast(open.get(), ticket);
    }
  }

  /** A ticket that does not say when leaves it as it was said. */
  private void forecast(SharedProblem problem, Ticket ticket) {
    if (ticket.expectedEnd().isPresent()) {
      forecastEnd.of(problem.id(), ticket.expectedEnd(), Run.Wish.TURNUP);
    }
  }

  private void end(SharedProblem problem) {
    problems.ticketEnded(problem.id());
    if (problem.state() != ProblemState.RELEASING) {
      closeProblem.of(problem.id(), Pace.USUAL, Run.Wish.TURNUP);
    }
  }

  /** Nothing is tried again for that: what waits is left to people. */
  private void withdraw(SharedProblem told) {
    SharedProblem problem = problems.lock(told.id()).orElseThrow();
    problems.update(problem.knownAs(Optional.empty()));
    if (problems.counts(problem.id()).waiting() == 0 && problem.state() != ProblemState.RELEASING) {
      closeProblem.of(problem.id(), Pace.USUAL, Run.Wish.TURNUP);
    } else {
      lookAfterProblem.because(
          problem, "Its trouble ticket was withdrawn, and nothing says that its cause is mended.");
    }
  }
}
