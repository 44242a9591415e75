package dev.turnup.engine.persistence;

import dev.turnup.engine.kpi.Counting;
import dev.turnup.engine.kpi.EndedTasks.Ended;
import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Counts;
import dev.turnup.engine.kpi.Figures.FellOut;
import dev.turnup.engine.kpi.Figures.Settled;
import dev.turnup.engine.kpi.Slice;
import dev.turnup.engine.kpi.Snapshots;
import dev.turnup.engine.kpi.TaskTimes;
import dev.turnup.engine.kpi.Window;
import dev.turnup.engine.persistence.KpiMapper.PromisedRow;
import dev.turnup.engine.persistence.KpiMapper.TaskRow;
import dev.turnup.engine.persistence.KpiMapper.TouchedRow;
import dev.turnup.engine.persistence.KpiMapper.WantedRow;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;

@Repository
class KpiStore implements Counting, TaskTimes, Snapshots {

  /** For each of half a dozen statements; all orders of a year may need longer. */
  private static final String TIMEOUT = "5s";

  private final KpiMapper mapper;
  private final UnwrittenEntries unwritten;
  private final BoundedReads reads;

  KpiStore(KpiMapper mapper, UnwrittenEntries unwritten, BoundedReads reads) {
    this.mapper = mapper;
    this.unwritten = unwritten;
    this.reads = reads;
  }

  @Override
  public Optional<Counts> of(Window window, Slice slice, int causes) {
    WantedRow wanted =
        new WantedRow(
            Utc.of(window.from()),
            Utc.of(window.to()),
            slice.tier().orElse(null),
            slice.offering().orElse(null));
    try {
      return Optional.of(reads.within(TIMEOUT, () -> counts(wanted, causes)));
    } catch (DataAccessException e) {
      if (BoundedReads.tookTooLong(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Counts counts(WantedRow wanted, int causes) {
    unwritten.write();
    TouchedRow touched = mapper.countTouched(wanted);
    PromisedRow promised = mapper.countPromised(wanted);
    return new Counts(
        mapper.countAccepted(wanted),
        mapper.countEnded(wanted),
        mapper.countRight(wanted),
        mapper.countFellOut(wanted, causes, Figures.OTHER).stream()
            .map(row -> new FellOut(row.cause(), row.fallouts(), row.orders()))
            .toList(),
        mapper.countSettled(wanted, causes, Figures.OTHER).stream()
            .map(row -> new Settled(row.cause(), row.fallouts(), row.seconds()))
            .toList(),
        touched.tasks(),
        touched.seconds(),
        promised.open(),
        promised.amber(),
        promised.red());
  }

  @Override
  public Optional<Instant> last() {
    return mapper.findLastTask().map(OffsetDateTime::toInstant);
  }

  @Override
  public void add(List<Ended> tasks) {
    if (!tasks.isEmpty()) {
      mapper.insertTasks(
          tasks.stream()
              .map(
                  task ->
                      new TaskRow(
                          task.task(),
                          task.order().value(),
                          Utc.of(task.at()),
                          task.inHand().map(Duration::toSeconds).orElse(null)))
              .toList());
    }
  }

  @Override
  public Optional<Figures> newest() {
    return mapper.findSnapshot().map(json -> Json.read(json, Figures.class));
  }

  @Override
  public void keep(Figures figures) {
    mapper.replaceSnapshot(Json.of(figures), Utc.of(figures.at()));
  }
}
