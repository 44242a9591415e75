package dev.turnup.engine.routes;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.escalation.EscalateOrder;
import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.FindMovingOrders;
import dev.turnup.engine.escalation.FindMovingOrders.Look;
import dev.turnup.engine.escalation.FindStuckOrders;
import dev.turnup.engine.escalation.HoldUps;
import dev.turnup.engine.escalation.JudgePromises;
import dev.turnup.engine.escalation.Leases;
import dev.turnup.engine.escalation.LookAfterHoldUps;
import dev.turnup.engine.escalation.LookAfterHoldUps.Sight;
import dev.turnup.engine.escalation.ReviewEscalation;
import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What the watch does, each order in a transaction of its own. */
@Component
class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final String NAME = "watch-orders";

  /** Longer than the pause between two rounds, so that the same node goes on. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  /** After that a round that is not over says that it goes on. */
  private static final Duration RENEWED = Duration.ofMinutes(1);

  private final String node = UUID.randomUUID().toString();
  private final Leases leases;
  private final LookAfterHoldUps lookAfterHoldUps;
  private final JudgePromises judgePromises;
  private final FindStuckOrders findStuckOrders;
  private final EscalateOrder escalateOrder;
  private final FindMovingOrders findMovingOrders;
  private final ReviewEscalation reviewEscalation;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final AtomicLong wholeRoundAt;
  private volatile boolean whole;
  private volatile boolean ours;
  private volatile Instant leasedAt = Instant.EPOCH;

  Watch(
      Leases leases,
      LookAfterHoldUps lookAfterHoldUps,
      JudgePromises judgePromises,
      FindStuckOrders findStuckOrders,
      EscalateOrder escalateOrder,
      FindMovingOrders findMovingOrders,
      ReviewEscalation reviewEscalation,
      TransactionOperations transactions,
      MeterRegistry registry,
      Clock clock) {
    this.leases = leases;
    this.lookAfterHoldUps = lookAfterHoldUps;
    this.judgePromises = judgePromises;
    this.findStuckOrders = findStuckOrders;
    this.escalateOrder = escalateOrder;
    this.findMovingOrders = findMovingOrders;
    this.reviewEscalation = reviewEscalation;
    this.transactions = transactions;
    this.clock = clock;
    this.wholeRoundAt = registry.gauge("turnup.watch.round.at.seconds", new AtomicLong());
  }

  /**
   * Whether this node does the round. A node that was frozen may wrongly believe so; that is why an
   * escalation is opened only after another look at the locked order, and once.
   */
  boolean isOurs() {
    ours = leases.take(NAME, node, LEASE);
    leasedAt = clock.instant();
    return ours;
  }

  /** A long round keeps its lease. Once another node has it, that one does what is left. */
  private boolean isStillOurs() {
    if (ours && clock.instant().isAfter(leasedAt.plus(RENEWED)) && !isOurs()) {
      LOG.warn("another node goes on with the round: this one did not move for {}", LEASE);
      whole = false;
    }
    return ours;
  }

  void begin() {
    whole = true;
  }

  /** A monitor is told of a round in which nothing failed: its age says that the watch is blind. */
  void end() {
    if (whole) {
      wholeRoundAt.set(clock.instant().getEpochSecond());
    }
  }

  List<HoldUps> waysOfMany() {
    return lookAfterHoldUps.ways();
  }

  List<Sight> holdUps(HoldUps way) {
    return isStillOurs() ? lookAfterHoldUps.seen(way) : List.of();
  }

  void lookAfter(Sight sight) {
    if (isStillOurs()) {
      transactions.executeWithoutResult(status -> lookAfterHoldUps.given(sight));
    }
  }

  /** The orders whose promise is to be judged anew. */
  List<OrderId> promises() {
    List<OrderId> found = new ArrayList<>();
    if (isStillOurs()) {
      judgePromises.each(found::add);
    }
    return found;
  }

  void judge(OrderId order) {
    about(order, () -> judgePromises.of(order));
  }

  List<Search> ways() {
    return findStuckOrders.ways();
  }

  List<Stuck> stuck(Search way) {
    return isStillOurs() ? findStuckOrders.by(way) : List.of();
  }

  void escalate(Stuck stuck) {
    about(stuck.order(), () -> escalateOrder.because(stuck));
  }

  List<Look> looks() {
    return isStillOurs() ? findMovingOrders.looks() : List.of();
  }

  List<Escalation> moving(Look look) {
    return isStillOurs() ? findMovingOrders.by(look) : List.of();
  }

  void review(Escalation escalation) {
    about(escalation.order(), () -> reviewEscalation.of(escalation.id()));
  }

  /** Says what went wrong with an order, or which search for orders is broken. */
  void tell(String route, Object about, Exception cause) {
    whole = false;
    if (about instanceof Stuck stuck) {
      withOrder(stuck.order(), () -> LOG.error("is stuck and cannot be escalated", cause));
    } else if (about instanceof Escalation escalation) {
      withOrder(escalation.order(), () -> LOG.error("its escalation cannot be reviewed", cause));
    } else if (about instanceof Sight sight) {
      LOG.error("{} holds up orders and cannot be looked after", sight.subject(), cause);
    } else if (about instanceof OrderId order) {
      withOrder(order, () -> LOG.error("its promise cannot be judged", cause));
    } else if (about instanceof HoldUps way) {
      LOG.error("{} is not looked for: the search failed", way.finds().finding(), cause);
    } else if (about instanceof Search way) {
      LOG.error("{} is not looked for: the search failed", codes(way.finds()), cause);
    } else if (about instanceof Look look) {
      LOG.error("whether {} is over is not looked for", look.finding().code(), cause);
    } else {
      LOG.error("{} failed, and is left out of this round", route, cause);
    }
  }

  private static String codes(Collection<Finding> findings) {
    return findings.stream().map(Finding::code).sorted().collect(joining(", "));
  }

  private void about(OrderId order, Runnable work) {
    if (isStillOurs()) {
      withOrder(order, () -> transactions.executeWithoutResult(status -> work.run()));
    }
  }

  private static void withOrder(OrderId order, Runnable work) {
    MDC.put("order", order.value());
    try {
      work.run();
    } finally {
      MDC.remove("order");
    }
  }
}
