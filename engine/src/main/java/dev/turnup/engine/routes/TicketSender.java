package dev.turnup.engine.routes;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.problem.ProblemBook;
import dev.turnup.engine.problem.ProblemBook.TicketNews;
import dev.turnup.engine.problem.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tells tickets until they have heard it: under one key, so that twice is as once. */
@Component
class TicketSender {

  private static final Logger LOG = LoggerFactory.getLogger(TicketSender.class);
  private static final int MOST_AT_ONCE = 20;

  /** A week of them: a ticket system may be away over a long weekend. */
  private static final int MOST_TRIES = 10_000;

  private static final Duration TAKEN = Duration.ofMinutes(1);

  private final ProblemBook problems;
  private final Tickets tickets;
  private final TransactionOperations transactions;
  private final Clock clock;

  TicketSender(
      ProblemBook problems, Tickets tickets, TransactionOperations transactions, Clock clock) {
    this.problems = problems;
    this.tickets = tickets;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What is not heard is told again in a minute. */
  void tellDue() {
    List<TicketNews> due =
        Objects.requireNonNull(
            transactions.execute(
                status -> problems.takeTicketNews(clock.instant(), TAKEN, MOST_AT_ONCE)));
    for (TicketNews news : due) {
      CallKey key = new CallKey("resolve-ticket:" + news.problem());
      took(news, tickets.resolve(key, news.problem(), news.ticket()).toCompletableFuture().join());
    }
  }

  private void took(TicketNews news, Outcome<String> outcome) {
    if (outcome instanceof Outcome.Answer<String>) {
      problems.ticketTold(news.problem());
    } else if (outcome instanceof Outcome.Rejected<String> rejected) {
      LOG.warn(
          "ticket {} is not told that {} is closed: {}",
          news.ticket(),
          news.problem(),
          rejected.failure().message());
      problems.ticketTold(news.problem());
    } else if (news.tries() + 1 >= MOST_TRIES) {
      LOG.warn("ticket {} cannot be told that {} is closed", news.ticket(), news.problem());
      problems.ticketTold(news.problem());
    }
  }
}
