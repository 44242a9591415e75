package dev.turnup.engine.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.turnup.engine.bulk.AdvanceRun;
import dev.turnup.engine.bulk.AdvanceRun.Attempt;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StaleVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionOperations;

class BulkWorkerTest {

  private static final int SOON = 10_000;
  private static final Attempt ATTEMPT =
      new Attempt(new RunId(UUID.randomUUID()), Optional.of(new OrderId("PO-1001")));

  private final AdvanceRun advanceRun = mock(AdvanceRun.class);
  private final Runs runs = mock(Runs.class);
  private final BulkWorker worker =
      new BulkWorker(
          advanceRun, runs, TransactionOperations.withoutTransaction(), Clock.systemUTC());

  @AfterEach
  void end() {
    worker.destroy();
  }

  /** The next turn fails so, and after it nothing is due. */
  private void failing(RuntimeException failure) {
    when(advanceRun.next(any()))
        .thenAnswer(
            call -> {
              call.<Consumer<Attempt>>getArgument(0).accept(ATTEMPT);
              throw failure;
            })
        .thenReturn(false);
  }

  @Test
  void saysOfAnOrderWhyItCannotBeDoneAndGoesOn() {
    failing(new Refused("It has ended."));

    worker.look();

    verify(advanceRun, timeout(SOON)).refuse(ATTEMPT, "It has ended.");
    verify(advanceRun, timeout(SOON).times(2)).next(any());
    verify(advanceRun, never()).putOff(any(), anyString());
  }

  @Test
  void triesAgainWhereOthersWereFaster() {
    failing(new StaleVersion("order PO-1001"));
    worker.look();
    verify(advanceRun, timeout(SOON)).putOff(eq(ATTEMPT), anyString());

    failing(new CannotAcquireLockException("deadlock"));
    worker.wake(new Runs.Moving(ATTEMPT.run()));
    verify(advanceRun, timeout(SOON).times(2)).putOff(eq(ATTEMPT), anyString());
  }

  @Test
  void aBugHoldsUpNoOtherOrder() {
    failing(new IllegalStateException("a bug"));

    worker.look();

    verify(advanceRun, timeout(SOON)).putOff(ATTEMPT, "it failed inside Turnup; the log says how");
    verify(advanceRun, timeout(SOON).times(2)).next(any());
  }

  @Test
  void waitsForTheNextRoundWhereTheDatabaseIsAway() {
    when(advanceRun.next(any())).thenThrow(new CannotAcquireLockException("away"));

    worker.look();

    verify(advanceRun, timeout(SOON)).next(any());
    verify(advanceRun, never()).putOff(any(), anyString());
  }

  @Test
  void takesUpNothingWhileTheClockIsMoved() {
    worker.pause();
    worker.look();
    assertThat(worker.inFlight()).isEqualTo(List.of());
    verifyNoInteractions(advanceRun);

    worker.resume();
    verify(advanceRun, timeout(SOON)).next(any());
  }
}
