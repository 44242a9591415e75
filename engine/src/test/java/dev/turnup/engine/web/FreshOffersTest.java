package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.MovableClock;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.scheduling.SearchTimeSlots;
import dev.turnup.engine.scheduling.SearchTimeSlots.Found;
import dev.turnup.engine.scheduling.SearchTimeSlots.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

class FreshOffersTest {

  private static final DeliveryId DELIVERY = new DeliveryId(UUID.randomUUID());
  private static final Found FOUND = new Found("when?", List.of());
  private static final Outcome<Found> DOWN =
      new Outcome.Unavailable<>(new Failure("workforce", "down", "it is"), Optional.empty());
  private static final int AT_ONCE = 3;

  private final SearchTimeSlots searchTimeSlots = mock(SearchTimeSlots.class);
  private final MovableClock clock = new MovableClock(Instant.EPOCH);
  private final FreshOffers freshOffers =
      new FreshOffers(searchTimeSlots, clock, mock(PlatformTransactionManager.class));

  @BeforeEach
  void somethingIsToBeAsked() {
    when(searchTimeSlots.toChooseFrom(DELIVERY))
        .thenReturn(Optional.of(new Question(Optional.empty(), "when?")));
  }

  @Test
  void keepsWhatIsAnswered() {
    answers(CompletableFuture.completedFuture(new Outcome.Answer<>(FOUND)));
    assertThat(freshOffers.isToAsk(DELIVERY)).isTrue();
    assertThat(freshOffers.of(DELIVERY)).isTrue();
    verify(searchTimeSlots).keep(DELIVERY, FOUND);
  }

  @Test
  void keepsNothingWhereNothingIsAnswered() {
    answers(CompletableFuture.completedFuture(DOWN));
    assertThat(freshOffers.of(DELIVERY)).isFalse();
    verify(searchTimeSlots, never()).keep(any(), any());

    clock.advance(Duration.ofSeconds(59));
    assertThat(freshOffers.of(DELIVERY)).isFalse();
    verify(searchTimeSlots, times(1)).call(any(), any());
    clock.advance(Duration.ofSeconds(1));
    answers(CompletableFuture.completedFuture(new Outcome.Answer<>(FOUND)));
    assertThat(freshOffers.of(DELIVERY)).isTrue();
  }

  @Test
  void asksNobodyWhereTheLastAnswerCountsStill() {
    when(searchTimeSlots.toChooseFrom(DELIVERY)).thenReturn(Optional.empty());
    assertThat(freshOffers.isToAsk(DELIVERY)).isFalse();
    assertThat(freshOffers.of(DELIVERY)).isTrue();
    verify(searchTimeSlots, never()).call(any(), any());
  }

  @Test
  void letsNoMoreWaitThanCanBeSpared() throws Exception {
    CompletableFuture<Outcome<Found>> slow = new CompletableFuture<>();
    answers(slow);
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<?>> waiting = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      waiting.add(callers.submit(() -> freshOffers.of(DELIVERY)));
    }
    Awaitility.await()
        .untilAsserted(() -> verify(searchTimeSlots, times(AT_ONCE)).call(any(), any()));

    assertThat(freshOffers.of(DELIVERY)).isFalse();
    slow.complete(new Outcome.Answer<>(FOUND));
    for (Future<?> each : waiting) {
      each.get();
    }
    callers.shutdown();
    assertThat(waiting).allMatch(Future::isDone);
  }

  private void answers(CompletableFuture<Outcome<Found>> answer) {
    when(searchTimeSlots.call(any(), any())).thenReturn(answer);
  }
}
