package dev.turnup.engine.routes;

import dev.turnup.engine.escalation.Leases;
import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.JudgeKpis;
import dev.turnup.engine.kpi.Snapshots;
import dev.turnup.engine.kpi.TakeSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a round of counting does. */
@Component
class KpiRound {

  private static final Logger LOG = LoggerFactory.getLogger(KpiRound.class);
  private static final String NAME = "count-orders";

  /** Longer than the pause between two rounds, so that the same node goes on. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private final String node = UUID.randomUUID().toString();
  private final Leases leases;
  private final TakeSnapshot takeSnapshot;
  private final Snapshots snapshots;
  private final JudgeKpis judgeKpis;
  private final KpiMeters meters;

  KpiRound(
      Leases leases,
      TakeSnapshot takeSnapshot,
      Snapshots snapshots,
      JudgeKpis judgeKpis,
      KpiMeters meters) {
    this.leases = leases;
    this.takeSnapshot = takeSnapshot;
    this.snapshots = snapshots;
    this.judgeKpis = judgeKpis;
    this.meters = meters;
  }

  /** Two nodes that count at once would do no harm but work. */
  boolean isOurs() {
    return leases.take(NAME, node, LEASE);
  }

  void count() {
    takeSnapshot.now();
  }

  /** What the node that counted found, whichever it was. */
  void show() {
    Optional<Figures> counted = snapshots.newest();
    counted.ifPresent(figures -> meters.show(figures, judgeKpis.of(figures)));
  }

  void tell(Exception cause) {
    LOG.error("orders cannot be counted", cause);
  }
}
