package dev.turnup.engine.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.fallout.AwaitProblem;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.fallout.FalloutsInMemory;
import dev.turnup.engine.fallout.SomeFallout;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.TimelineInMemory;
import dev.turnup.engine.problem.FindProblem.Found;
import dev.turnup.engine.problem.OpenProblem.Known;
import dev.turnup.engine.problem.ProblemBook.Membership;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class FindProblemTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  static final OrderId ORDER = new OrderId("PO-1007");
  static final FalloutId FALLOUT = new FalloutId(new UUID(0, 1));
  private static final ProblemId ID = new ProblemId("PB-1001");
  private static final Cause CAUSE = Cause.resource("OLT-7");
  private static final Known OPENED =
      new Known(CAUSE, CAUSE.titled(), Optional.empty(), Optional.empty());
  private static final Duration PATIENCE = Duration.ofHours(72);

  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final Orders orders = mock(Orders.class);
  private final ProblemBook problems = mock(ProblemBook.class);
  private final OpenProblem openProblem = mock(OpenProblem.class);
  private final Decisions decisions = mock(Decisions.class);
  private final FindProblem findProblem =
      new FindProblem(
          fallouts,
          new AwaitProblem(fallouts),
          orders,
          problems,
          openProblem,
          mock(KeepPromise.class),
          decisions,
          new TimelineInMemory(),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void fallOut() {
    keep(FalloutState.OPEN);
    when(decisions.newest()).thenReturn(decisions);
    when(openProblem.of(OPENED, "turnup")).thenReturn(open(Optional.empty()));
    when(problems.holdOpen(ID)).thenReturn(true);
    when(problems.covering(any(), any())).thenReturn(Optional.empty());
    policyOpensFrom(5);
  }

  @Test
  void leavesItToTheDeskWhileFewHaveItsCause() {
    is(alone(false));
    when(problems.countUnsettled(any(), any())).thenReturn(4);

    assertThat(found()).isEqualTo(new Found.None());
    verify(openProblem, never()).of(any(), any());
  }

  @Test
  void opensOneForAllWhenThereAreAsManyAsTheTableSays() {
    is(alone(false));
    when(problems.countUnsettled(CAUSE, NOW.minus(Duration.ofMinutes(60)))).thenReturn(5);

    assertThat(found()).isEqualTo(new Found.Open(NOW.plus(PATIENCE)));
    verify(problems).attach(FALLOUT, ID, NOW);
    assertThat(fallouts.get(FALLOUT).state()).isEqualTo(FalloutState.WAITING_FOR_PROBLEM);
  }

  /** As whoever gives the order up, and settles its fallouts. */
  @Test
  void locksItsOrderBeforeItWaitsForItsTurnOrTouchesAFallout() {
    is(alone(false));
    when(problems.countUnsettled(CAUSE, NOW.minus(Duration.ofMinutes(60)))).thenReturn(5);

    found();

    InOrder locks = inOrder(orders, problems, openProblem);
    locks.verify(orders).lockRow(ORDER);
    locks.verify(problems).inTurn();
    locks.verify(openProblem).of(OPENED, "turnup");
    locks.verify(problems).attach(FALLOUT, ID, NOW);
  }

  /** Room for it may be held elsewhere since it fell out. */
  @Test
  void opensNoSecondOneOfItsCause() {
    is(alone(false));
    when(problems.countUnsettled(CAUSE, NOW.minus(Duration.ofMinutes(60)))).thenReturn(5);
    when(problems.openOf(CAUSE)).thenReturn(Optional.of(open(Optional.empty())));

    assertThat(found()).isEqualTo(new Found.Open(NOW.plus(PATIENCE)));
    verify(openProblem, never()).of(any(), any());
  }

  @Test
  void opensNoneWhereTheTableSaysNever() {
    policyOpensFrom(0);
    is(alone(false));
    when(problems.countUnsettled(any(), any())).thenReturn(500);

    assertThat(found()).isEqualTo(new Found.None());
    verify(problems, never()).inTurn();
  }

  @Test
  void joinsNoneByItselfThatItWasTakenOff() {
    keep(FalloutState.WAITING_FOR_PROBLEM);
    is(alone(true));
    when(problems.covering(any(), any())).thenReturn(Optional.of(open(Optional.empty())));

    assertThat(found()).isEqualTo(new Found.None());
    assertThat(fallouts.get(FALLOUT).state()).isEqualTo(FalloutState.OPEN);
  }

  @Test
  void joinsNoneThatIsClosedInTheSameMoment() {
    is(alone(false));
    when(problems.covering(any(), any())).thenReturn(Optional.of(open(Optional.empty())));
    when(problems.holdOpen(ID)).thenReturn(false);

    assertThat(found()).isEqualTo(new Found.None());
  }

  @Test
  void waitsForItsExpectedEndAndAWhileBeyond() {
    Instant end = NOW.plus(Duration.ofDays(9));
    is(member(NOW.minus(Duration.ofDays(30)), false));
    when(problems.find(ID)).thenReturn(Optional.of(open(Optional.of(end))));

    assertThat(found()).isEqualTo(new Found.Open(end.plus(PATIENCE)));
  }

  @Test
  void isThePersonsWhenItLastsTooLong() {
    keep(FalloutState.WAITING_FOR_PROBLEM);
    is(member(NOW.minus(PATIENCE), false));
    when(problems.find(ID)).thenReturn(Optional.of(open(Optional.empty())));

    assertThat(found()).isEqualTo(new Found.None());
    verify(problems).detach(FALLOUT);
    assertThat(fallouts.get(FALLOUT).state()).isEqualTo(FalloutState.OPEN);
  }

  @Test
  void isTriedAgainOnceItIsReleased() {
    keep(FalloutState.WAITING_FOR_PROBLEM);
    is(member(NOW, true));

    assertThat(found()).isEqualTo(new Found.Solved());
  }

  @Test
  void isTriedAgainAlsoIfItIsReleasedBeforeItCameToWait() {
    is(member(NOW, true));

    assertThat(found()).isEqualTo(new Found.Solved());
    assertThat(fallouts.get(FALLOUT).state()).isEqualTo(FalloutState.WAITING_FOR_PROBLEM);
  }

  private Found found() {
    return findProblem.of(ORDER, FALLOUT);
  }

  private void is(Membership membership) {
    when(problems.of(FALLOUT)).thenReturn(membership);
  }

  private static Membership alone(boolean left) {
    return new Membership(
        Optional.empty(), Optional.empty(), left, false, Optional.of(CAUSE.value()));
  }

  private static Membership member(Instant since, boolean released) {
    return new Membership(
        Optional.of(ID), Optional.of(since), false, released, Optional.of(CAUSE.value()));
  }

  private static SharedProblem open(Optional<Instant> end) {
    return SharedProblem.opened(ID, CAUSE, "dark", end, Optional.empty(), NOW, "turnup");
  }

  private void policyOpensFrom(int many) {
    when(decisions.one(any(), any(), any()))
        .thenReturn(
            new Decisions.Answer(
                "problem-policy", Map.of("openFrom", many, "withinMinutes", 60, "waitHours", 72)));
  }

  private void keep(FalloutState state) {
    fallouts.add(fallout(FALLOUT, state));
  }

  static Fallout fallout(FalloutId id, FalloutState state) {
    return SomeFallout.in(
        state,
        Fallout.raised(
            id,
            new StepFellOut(
                ORDER,
                Optional.empty(),
                Optional.empty(),
                "network.activate-service",
                new Failure("network", "rejected", "no")),
            NOW));
  }
}
