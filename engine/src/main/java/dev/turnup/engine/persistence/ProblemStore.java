package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.persistence.ProblemMapper.CountsRow;
import dev.turnup.engine.persistence.ProblemMapper.ProblemRow;
import dev.turnup.engine.problem.Cause;
import dev.turnup.engine.problem.ProblemBook;
import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.ProblemState;
import dev.turnup.engine.problem.SharedProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ProblemStore implements ProblemBook {

  /** Whose failures are a resource's, if one is known. */
  private static final String NETWORK = "network";

  private final ProblemMapper mapper;

  ProblemStore(ProblemMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public ProblemId newId() {
    return new ProblemId("PB-" + mapper.nextNumber());
  }

  @Override
  public boolean add(SharedProblem problem) {
    return mapper.insert(row(problem)) == 1;
  }

  @Override
  public Optional<SharedProblem> find(ProblemId id) {
    return mapper.find(id.value()).map(ProblemStore::problem);
  }

  @Override
  public Optional<SharedProblem> lock(ProblemId id) {
    return mapper.lock(id.value()).map(ProblemStore::problem);
  }

  @Override
  public boolean holdOpen(ProblemId id) {
    return mapper.holdOpen(id.value()).isPresent();
  }

  @Override
  public Optional<SharedProblem> ofTicket(String ticket) {
    return mapper.findByTicket(ticket).map(ProblemStore::problem);
  }

  @Override
  public Optional<SharedProblem> openOf(Cause cause) {
    return mapper.findOpen(cause.kind().code(), cause.value()).map(ProblemStore::problem);
  }

  @Override
  public void ticketEnded(ProblemId id) {
    mapper.endTicket(id.value());
  }

  @Override
  public List<TicketNews> takeTicketNews(Instant now, Duration taken, int most) {
    return mapper.takeTicketNews(Utc.of(now), Utc.of(now.plus(taken)), most).stream()
        .map(row -> new TicketNews(new ProblemId(row.problemId()), row.ticket(), row.tries()))
        .toList();
  }

  @Override
  public void ticketTold(ProblemId id) {
    mapper.ticketTold(id.value());
  }

  @Override
  public List<SharedProblem> list(
      Optional<ProblemState> state, Optional<ProblemId> after, int most) {
    return mapper
        .list(
            state.map(ProblemState::code).orElse(null),
            after.map(ProblemId::value).orElse(null),
            most)
        .stream()
        .map(ProblemStore::problem)
        .toList();
  }

  @Override
  public void update(SharedProblem problem) {
    if (mapper.update(row(problem)) == 0) {
      throw new StaleVersion("problem " + problem.id());
    }
  }

  @Override
  public Optional<SharedProblem> covering(StepFellOut what, String fingerprint) {
    return mapper.findCovering(fingerprint, failedAt(what)).map(ProblemStore::problem);
  }

  @Override
  public void inTurn() {
    mapper.waitForTurn();
  }

  private static @Nullable UUID failedAt(StepFellOut what) {
    return what.component()
        .filter(component -> what.failure().system().equals(NETWORK))
        .map(ComponentId::value)
        .orElse(null);
  }

  @Override
  public int countUnsettled(Cause cause, Instant since) {
    return mapper.countUnsettled(cause.kind().code(), cause.value(), Utc.of(since));
  }

  @Override
  public Membership of(FalloutId fallout) {
    return mapper
        .findMembership(fallout.value())
        .map(
            row ->
                new Membership(
                    Optional.ofNullable(row.problemId()).map(ProblemId::new),
                    Optional.ofNullable(row.problemSince()).map(OffsetDateTime::toInstant),
                    row.leftProblem(),
                    row.released(),
                    Optional.ofNullable(row.resource())))
        .orElseThrow(() -> new NoSuchElementException("there is no fallout " + fallout));
  }

  @Override
  public void attach(FalloutId fallout, ProblemId problem, Instant now) {
    mapper.attach(fallout.value(), problem.value(), Utc.of(now));
  }

  @Override
  public List<Waiting> attachAll(Cause cause, ProblemId problem, Instant now) {
    return mapper
        .attachAll(cause.kind().code(), cause.value(), problem.value(), Utc.of(now))
        .stream()
        .map(row -> new Waiting(new OrderId(row.orderId()), new FalloutId(row.falloutId())))
        .toList();
  }

  @Override
  public void detach(FalloutId fallout) {
    mapper.detach(fallout.value());
  }

  @Override
  public void release(FalloutId fallout, Instant now) {
    mapper.release(fallout.value(), Utc.of(now));
  }

  @Override
  public List<FalloutId> unsettled(ProblemId problem, OrderId order) {
    return mapper.findUnsettled(problem.value(), order.value()).stream()
        .map(FalloutId::new)
        .toList();
  }

  @Override
  public List<OrderId> waiting(ProblemId problem) {
    return mapper.findWaitingOrders(problem.value()).stream().map(OrderId::new).toList();
  }

  @Override
  public Map<ProblemId, Counts> counts(Collection<ProblemId> problems) {
    return mapper.count(problems.stream().map(ProblemId::value).toArray(String[]::new)).stream()
        .collect(toMap(row -> new ProblemId(row.problemId()), ProblemStore::counts));
  }

  private static Counts counts(CountsRow row) {
    return new Counts(
        row.waiting(),
        Optional.ofNullable(row.waitingSince()).map(OffsetDateTime::toInstant),
        row.orders());
  }

  @Override
  public List<Member> members(ProblemId problem, Optional<FalloutId> after, int most) {
    return mapper
        .findMembers(problem.value(), after.map(FalloutId::value).orElse(null), most)
        .stream()
        .map(
            row ->
                new Member(
                    new OrderId(row.orderId()),
                    new FalloutId(row.falloutId()),
                    row.step(),
                    FalloutState.find(row.state()).orElseThrow(),
                    row.since().toInstant(),
                    Optional.ofNullable(row.releasedAt()).map(OffsetDateTime::toInstant)))
        .toList();
  }

  private static ProblemRow row(SharedProblem problem) {
    return new ProblemRow(
        problem.id().value(),
        problem.cause().kind().code(),
        problem.cause().value(),
        problem.title(),
        problem.state().code(),
        Utc.of(problem.openedAt()),
        problem.openedBy(),
        problem.expectedEnd().map(Utc::of).orElse(null),
        problem.ticket().orElse(null),
        problem.run().map(RunId::value).orElse(null),
        problem.closed().map(closed -> Utc.of(closed.at())).orElse(null),
        problem.closed().map(SharedProblem.Closed::by).orElse(null),
        problem.version());
  }

  private static SharedProblem problem(ProblemRow row) {
    return new SharedProblem(
        new ProblemId(row.id()),
        new Cause(Cause.Kind.find(row.causeKind()).orElseThrow(), row.cause()),
        row.title(),
        ProblemState.find(row.state()).orElseThrow(),
        row.openedAt().toInstant(),
        row.openedBy(),
        Optional.ofNullable(row.expectedEnd()).map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.ticket()),
        Optional.ofNullable(row.releaseRun()).map(RunId::new),
        Optional.ofNullable(row.closedAt())
            .map(at -> new SharedProblem.Closed(at.toInstant(), row.closedBy())),
        row.version());
  }
}
