package dev.turnup.engine.persistence;

import dev.turnup.engine.kpi.Counting;
import dev.turnup.engine.kpi.EndedTasks.Ended;
import dev.turnup.engine.kpi.Figures;
import dev.turnup.engine.kpi.Figures.Counts;
import dev.turnup.engine.kpi.Figures.FellOut;
import dev.turnup.engine.kpi.Figures.Settled;
import dev.turnup.engine.kpi.Slice;
import dev.turnup.engine.kpi.Snapshots;
import dev.turnup.engine.kpi.Tally;
import dev.turnup.engine.kpi.TaskTimes;
import dev.turnup.engine.kpi.Window;
import dev.turnup.engine.persistence.CountedPieces.Happened;
import dev.turnup.engine.persistence.KpiMapper.ColoursRow;
import dev.turnup.engine.persistence.KpiMapper.OpenPage;
import dev.turnup.engine.persistence.KpiMapper.PromisedRow;
import dev.turnup.engine.persistence.KpiMapper.TaskRow;
import dev.turnup.engine.persistence.KpiMapper.TouchedRow;
import dev.turnup.engine.persistence.KpiMapper.WantedRow;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;

@Repository
class KpiStore implements Counting, TaskTimes, Snapshots {

  /** For each of half a dozen statements; all orders of a year may need longer. */
  private static final String TIMEOUT = "5s";

  /** Of a thousand open orders. */
  private static final int PAGES = 200;

  private final KpiMapper mapper;
  private final UnwrittenEntries unwritten;
  private final BoundedReads reads;
  private final CountedPieces pieces = new CountedPieces();
  private final Tally<AtomicLong> openOrders = new Tally<>(PAGES, AtomicLong::new);

  KpiStore(KpiMapper mapper, UnwrittenEntries unwritten, BoundedReads reads) {
    this.mapper = mapper;
    this.unwritten = unwritten;
    this.reads = reads;
  }

  @Override
  public Optional<Counts> of(Window window, Slice slice, int causes) {
    return within(
        new WantedRow(
            Utc.of(window.from()),
            Utc.of(window.to()),
            slice.tier().orElse(null),
            slice.offering().orElse(null)),
        wanted -> counts(wanted, causes));
  }

  private Optional<Counts> within(WantedRow wanted, Function<WantedRow, Counts> count) {
    try {
      return Optional.of(reads.within(TIMEOUT, () -> count.apply(wanted)));
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
    return counts(
        wanted,
        causes,
        new Happened(
            mapper.countAccepted(wanted),
            touched.tasks(),
            touched.seconds(),
            mapper.countEnded(wanted),
            mapper.countRight(wanted)),
        mapper.countPromised(wanted));
  }

  @Override
  public Optional<Counts> again(Window window, int causes) {
    unwritten.write();
    Happened happened =
        pieces.in(window, piece -> mapper.countHappened(Utc.of(piece.from()), Utc.of(piece.to())));
    PromisedRow promised = promised(window.to());
    return within(
        new WantedRow(Utc.of(window.from()), Utc.of(window.to()), null, null),
        wanted -> counts(wanted, causes, happened, promised));
  }

  private PromisedRow promised(Instant now) {
    ColoursRow colours = mapper.countColours();
    return new PromisedRow(
        openOrders.at(now, this::countOpen).get(), colours.amber(), colours.red());
  }

  private Optional<String> countOpen(AtomicLong count, String after) {
    OpenPage page = mapper.countOpen(after);
    count.addAndGet(page.promised());
    return Optional.ofNullable(page.last());
  }

  private Counts counts(WantedRow wanted, int causes, Happened happened, PromisedRow promised) {
    return new Counts(
        happened.accepted(),
        happened.ended(),
        happened.right(),
        mapper.countFellOut(wanted, causes, Figures.OTHER).stream()
            .map(row -> new FellOut(row.cause(), row.fallouts(), row.orders()))
            .toList(),
        mapper.countSettled(wanted, causes, Figures.OTHER).stream()
            .map(row -> new Settled(row.cause(), row.fallouts(), row.seconds()))
            .toList(),
        happened.tasks(),
        happened.touchSeconds(),
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
