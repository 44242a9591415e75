package dev.turnup.engine.routes;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.problem.ProblemBook;
import dev.turnup.engine.problem.ProblemBook.TicketNews;
import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.Tickets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class TicketSenderTest {

  private static final ProblemId HEARD = new ProblemId("PB-1");
  private static final ProblemId REFUSED = new ProblemId("PB-2");
  private static final ProblemId DEAD = new ProblemId("PB-3");
  private static final ProblemId LONG_DEAD = new ProblemId("PB-4");
  private static final Failure FAILURE = new Failure("network", "http-503", "not now");

  private final ProblemBook problems = mock(ProblemBook.class);
  private final Tickets tickets = mock(Tickets.class);
  private final TicketSender sender =
      new TicketSender(
          problems, tickets, TransactionOperations.withoutTransaction(), Clock.systemUTC());

  @Test
  void tellsATicketSystemThatIsDeadAgainButNotForEver() {
    when(problems.takeTicketNews(any(), any(), anyInt()))
        .thenReturn(
            List.of(
                new TicketNews(DEAD, "T-3", 9_998),
                new TicketNews(LONG_DEAD, "T-4", 9_999),
                new TicketNews(REFUSED, "T-2", 0),
                new TicketNews(HEARD, "T-1", 0)));
    answers(DEAD, new Outcome.Unavailable<>(FAILURE, Optional.empty()));
    answers(LONG_DEAD, new Outcome.Unknown<>(FAILURE));
    answers(REFUSED, new Outcome.Rejected<>(FAILURE));
    answers(HEARD, new Outcome.Answer<>("resolved"));

    sender.tellDue();

    verify(problems).ticketTold(HEARD);
    verify(problems).ticketTold(REFUSED);
    verify(problems).ticketTold(LONG_DEAD);
    verify(problems, never()).ticketTold(DEAD);
  }

  private void answers(ProblemId problem, Outcome<String> outcome) {
    String ticket = "T-" + problem.value().substring(3);
    when(tickets.resolve(new CallKey("resolve-ticket:" + problem), problem, ticket))
        .thenReturn(CompletableFuture.completedFuture(outcome));
  }
}
