package dev.turnup.engine.problem;

import static dev.turnup.engine.problem.FindProblemTest.ORDER;
import static dev.turnup.engine.problem.FindProblemTest.fallout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.bulk.BulkAction.Outcome;
import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.RecheckFallouts;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.bulk.StartRun;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.fallout.FalloutsInMemory;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Orders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is of a problem and never came to wait for it holds up neither its release nor its end. */
class ReleaseProblemTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private static final ProblemId ID = new ProblemId("PB-1001");
  private static final Map<String, String> OF_PROBLEM = Map.of("problem", ID.value());

  private final FalloutsInMemory fallouts = new FalloutsInMemory();
  private final List<FalloutId> unsettled = new ArrayList<>();
  private final ProblemBook problems = mock(ProblemBook.class);
  private final Orders orders = mock(Orders.class);
  private final WaitingWork waitingWork = mock(WaitingWork.class);
  private final LookAfterProblem lookAfterProblem = mock(LookAfterProblem.class);
  private final ReleaseProblem releaseProblem =
      new ReleaseProblem(
          problems,
          fallouts,
          orders,
          waitingWork,
          mock(RecheckFallouts.class),
          mock(LookAfterProblem.class),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final FollowProblem followProblem =
      new FollowProblem(
          mock(StartRun.class),
          problems,
          fallouts,
          orders,
          waitingWork,
          mock(KeepPromise.class),
          lookAfterProblem);

  @BeforeEach
  void isOpen() {
    when(problems.unsettled(ID, ORDER)).thenReturn(unsettled);
    when(problems.find(ID))
        .thenReturn(
            Optional.of(
                SharedProblem.opened(
                    ID,
                    Cause.resource("OLT-7"),
                    "dark",
                    Optional.empty(),
                    Optional.empty(),
                    NOW,
                    "ann")));
  }

  @Test
  void triesAgainWhatWaitsAndLeavesTheRestToItsDesk() {
    FalloutId waiting = kept(FalloutState.WAITING_FOR_PROBLEM);
    FalloutId hearing = kept(FalloutState.OPEN);
    when(waitingWork.lookAgain(ORDER, hearing)).thenReturn(true);
    FalloutId looking = kept(FalloutState.IN_HAND);
    when(waitingWork.isAboutToLook(ORDER, looking)).thenReturn(true);
    List<FalloutId> theirs =
        List.of(kept(FalloutState.OPEN), kept(FalloutState.IN_HAND), kept(FalloutState.DECIDED));

    assertThat(releaseProblem.run(ORDER, OF_PROBLEM))
        .isEqualTo(new Outcome.Begun(waiting + " " + hearing + " " + looking));

    verify(waitingWork).lookAgain(ORDER, waiting);
    List.of(waiting, hearing, looking).forEach(each -> verify(problems).release(each, NOW));
    theirs.forEach(each -> verify(problems).detach(each));
    theirs.forEach(each -> verify(problems, never()).release(each, NOW));
  }

  @Test
  void hasNothingToDoForWhatCannotHearOfIt() {
    FalloutId deaf = kept(FalloutState.OPEN);

    assertThat(releaseProblem.run(ORDER, OF_PROBLEM)).isInstanceOf(Outcome.NotNeeded.class);
    verify(problems).detach(deaf);
  }

  @Test
  void isFollowedByWhatHearsOfItAndIsNotWithAPerson() {
    FalloutId hearing = kept(FalloutState.OPEN);
    when(waitingWork.lookAgain(ORDER, hearing)).thenReturn(true);
    FalloutId looking = kept(FalloutState.OPEN);
    when(waitingWork.isAboutToLook(ORDER, looking)).thenReturn(true);
    FalloutId deaf = kept(FalloutState.OPEN);
    FalloutId inHand = kept(FalloutState.IN_HAND);
    when(waitingWork.lookAgain(ORDER, inHand)).thenReturn(true);

    followProblem.run(ORDER, OF_PROBLEM);

    verify(problems, never()).detach(hearing);
    verify(problems, never()).detach(looking);
    verify(problems).detach(deaf);
    verify(problems).detach(inHand);
    verify(waitingWork, never()).lookAgain(ORDER, inHand);
    verify(problems, never()).release(any(), any());
  }

  @Test
  void tellsWhoeverHasItInViewIfNotAllFollowIt() {
    Optional<SharedProblem> open = problems.find(ID);
    when(problems.lock(ID)).thenReturn(open);
    Run.Wish wish = new Run.Wish("follow-problem", OF_PROBLEM, "", "ann", Pace.USUAL);

    followProblem.ended(ended(wish, 0));
    verify(lookAfterProblem, never()).because(any(), any());
    followProblem.ended(ended(wish, 1));
    verify(lookAfterProblem).because(any(), contains("do not all follow"));
  }

  private static Run ended(Run.Wish wish, int failed) {
    return new Run(
        new RunId(new UUID(0, 1)),
        wish,
        NOW,
        5,
        false,
        new Run.Course(
            RunState.DONE,
            Optional.of(NOW),
            Optional.of("ann"),
            Optional.of(NOW),
            Optional.empty(),
            5,
            5,
            failed,
            NOW,
            Optional.empty()));
  }

  private FalloutId kept(FalloutState state) {
    FalloutId id = new FalloutId(new UUID(0, unsettled.size() + 1));
    fallouts.add(fallout(id, state));
    unsettled.add(id);
    return id;
  }
}
