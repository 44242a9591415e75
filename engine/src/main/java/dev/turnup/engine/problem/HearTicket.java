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

  public HearTicket(
      ProblemBook problems,
      OpenProblem openProblem,
      ForecastEnd forecastEnd,
      CloseProblem closeProblem) {
    this.problems = problems;
    this.openProblem = openProblem;
    this.forecastEnd = forecastEnd;
    this.closeProblem = closeProblem;
  }

  /**
   * What a ticket says.
   *
   * @param ended whether its cause is gone
   * @param resource what failed; empty if it does not say so (any more)
   */
  public record Ticket(
      String id,
      boolean ended,
      String title,
      Optional<String> resource,
      Optional<Instant> expectedEnd) {}

  /** Does what follows from it; the same twice is as once. */
  public void of(Ticket ticket) {
    Optional<SharedProblem> known = problems.ofTicket(ticket.id());
    if (ticket.ended()) {
      known.ifPresent(this::end);
    } else if (known.isPresent()) {
      forecast(known.get(), ticket);
    } else {
      ticket.resource().map(Cause::resource).ifPresent(cause -> open(ticket, cause));
    }
  }

  private void open(Ticket ticket, Cause cause) {
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
      problems.update(open.get().knownAs(ticket.id()));
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
}
