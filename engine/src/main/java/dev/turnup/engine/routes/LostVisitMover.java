package dev.turnup.engine.routes;

import dev.turnup.engine.escalation.Leases;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.scheduling.LostVisits;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import dev.turnup.engine.scheduling.LostVisits.Work;
import dev.turnup.engine.scheduling.MoveLostVisit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Moves the visits that technicians cannot make any more, each in a transaction of its own. */
@Component
class LostVisitMover {

  private static final Logger LOG = LoggerFactory.getLogger(LostVisitMover.class);
  private static final String NAME = "move-lost-visits";
  private static final int MOST_AT_ONCE = 100;
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final String node = UUID.randomUUID().toString();
  private final Leases leases;
  private final LostVisits lostVisits;
  private final MoveLostVisit moveLostVisit;
  private final TransactionOperations transactions;
  private final Clock clock;

  LostVisitMover(
      Leases leases,
      LostVisits lostVisits,
      MoveLostVisit moveLostVisit,
      TransactionOperations transactions,
      Clock clock) {
    this.leases = leases;
    this.lostVisits = lostVisits;
    this.moveLostVisit = moveLostVisit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What this node is to move now. Two that believe so do it once: the order is locked. */
  List<Duty> due() {
    List<Duty> due = lostVisits.due(clock.instant(), MOST_AT_ONCE);
    return due.isEmpty() || !leases.take(NAME, node, LEASE) ? List.of() : due;
  }

  void move(Duty duty) {
    Work work = duty.work().orElseThrow();
    MDC.put("order", work.order().value());
    try {
      transactions.executeWithoutResult(status -> moveLostVisit.forDelivery(work.delivery()));
    } finally {
      MDC.remove("order");
    }
  }

  /**
   * One that cannot be moved keeps no other from it, and is tried again. Meanwhile it is nobody's:
   * an hour before it begins its order is escalated.
   */
  void putOff(Object about, Exception cause) {
    if (!(about instanceof Duty duty)) {
      LOG.error("lost visits cannot be looked for", cause);
      return;
    }
    Work work = duty.work().orElseThrow();
    MDC.put("order", work.order().value());
    try {
      if (cause instanceof Refused || cause instanceof StaleVersion) {
        LOG.info("the visit is moved later: {}", cause.getMessage());
      } else {
        LOG.error("the visit cannot be moved", cause);
      }
      lostVisits.putOff(duty.appointment(), clock.instant());
      transactions.executeWithoutResult(status -> moveLostVisit.leaveToOthers(work.delivery()));
    } finally {
      MDC.remove("order");
    }
  }
}
