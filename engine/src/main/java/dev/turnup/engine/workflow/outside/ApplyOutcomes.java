package dev.turnup.engine.workflow.outside;

import static java.util.stream.Collectors.partitioningBy;

import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCall.State;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.workflow.Passing;
import dev.turnup.engine.workflow.SavePoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The third phase: outcomes go into the order's rows, and the tasks on, together or not at all. One
 * of each of many orders in one transaction, past their save points; where one of them is bad, each
 * half in its own, and what is bad alone no further than to its save point. What became known
 * outside is kept in any case. No lock is waited for without end: what is locked is held by batches
 * too, in whatever order their orders come to it.
 */
@Component
class ApplyOutcomes {

  private static final Logger LOG = LoggerFactory.getLogger(ApplyOutcomes.class);
  private static final int TRIES = 10;

  /** Less than the database takes to find out that two wait for each other. */
  private static final Duration PATIENCE_OF_SEVERAL = Duration.ofMillis(500);

  /** Longer than any step of a large order lasts. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TransactionOperations transactions;
  private final Orders orders;
  private final Reaction reaction;
  private final ExternalTasks tasks;
  private final OutboundCalls calls;
  private final LeftEffects leftEffects;
  private final SavePoints savePoints;

  ApplyOutcomes(
      TransactionOperations transactions,
      Orders orders,
      Reaction reaction,
      ExternalTasks tasks,
      OutboundCalls calls,
      LeftEffects leftEffects,
      SavePoints savePoints) {
    this.transactions = transactions;
    this.orders = orders;
    this.reaction = reaction;
    this.tasks = tasks;
    this.calls = calls;
    this.leftEffects = leftEffects;
    this.savePoints = savePoints;
  }

  /**
   * @param batch one of each order
   */
  void all(List<EndedCall<?, ?, ?>> batch) {
    if (batch.size() == 1) {
      one(batch.get(0));
    } else {
      several(batch);
    }
  }

  /** Orders that somebody else has are waited for afterwards: they hold up none of the others. */
  private void several(List<EndedCall<?, ?, ?>> batch) {
    List<EndedCall<?, ?, ?>> heldUp = new ArrayList<>();
    failureOf(() -> savePoints.passing(() -> heldUp.addAll(together(batch))))
        .ifPresent(
            failure -> {
              LOG.debug("applied again, in two halves", failure);
              int half = batch.size() / 2;
              all(batch.subList(0, half));
              all(batch.subList(half, batch.size()));
            });
    heldUp.forEach(this::one);
  }

  /** Those of orders that somebody else has are left. */
  private List<EndedCall<?, ?, ?>> together(List<EndedCall<?, ?, ?>> batch) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              Set<OrderId> free =
                  orders.lockFreeRows(
                      batch.stream().map(ApplyOutcomes::order).toList(), PATIENCE_OF_SEVERAL);
              Map<Boolean, List<EndedCall<?, ?, ?>>> parts =
                  batch.stream().collect(partitioningBy(ended -> free.contains(order(ended))));
              apply(parts.get(true));
              return parts.get(false);
            }));
  }

  private void apply(List<EndedCall<?, ?, ?>> batch) {
    List<OutboundCall> noted = new ArrayList<>();
    for (EndedCall<?, ?, ?> ended : batch) {
      noted.add(reaction.to(ended));
    }
    calls.note(noted);
  }

  private static OrderId order(EndedCall<?, ?, ?> ended) {
    return ended.call().noted().order();
  }

  private void one(EndedCall<?, ?, ?> ended) {
    failureOf(() -> savePoints.passing(() -> alone(ended)))
        .ifPresent(
            failure -> {
              LOG.debug("applied again, to its save point", failure);
              toItsSavePoint(ended);
            });
  }

  private void alone(EndedCall<?, ?, ?> ended) {
    transactions.executeWithoutResult(
        transaction -> {
          orders.lockRow(order(ended), PATIENCE);
          apply(List.of(ended));
        });
  }

  private void toItsSavePoint(EndedCall<?, ?, ?> ended) {
    Optional<RuntimeException> failure = failureOf(() -> alone(ended));
    for (int tries = 1;
        tries < TRIES && failure.filter(Passing.OVERTAKEN::is).isPresent();
        tries++) {
      failure = failureOf(() -> alone(ended));
    }
    failure.ifPresent(
        reason -> LogLines.about(ended.call().task().order(), () -> failed(ended, reason)));
  }

  /** Throws nothing: the others of the batch come after it. */
  private void failed(EndedCall<?, ?, ?> ended, RuntimeException failure) {
    failureOf(() -> withoutItsTask(ended, failure))
        .flatMap(unkept -> failureOf(() -> leave(ended.call().task(), unkept)))
        .ifPresent(e -> LOG.error("the task is left until its lock ends", e));
  }

  /** The task did not take the outcome: what is known is kept, and the reason found. */
  private void withoutItsTask(EndedCall<?, ?, ?> ended, RuntimeException failure) {
    ExternalTasks.Fate fate = tasks.fate(ended.call().task());
    boolean effectIsLeft = fate == ExternalTasks.Fate.GONE && ended.maybeActed();
    OutboundCall noted = Reaction.noted(ended);
    boolean stillOpen = calls.note(List.of(effectIsLeft ? noted.as(State.ORPHANED) : noted)) > 0;
    if (fate == ExternalTasks.Fate.OURS) {
      leave(ended.call().task(), failure);
    } else if (effectIsLeft && stillOpen) {
      LOG.warn("{} ended, and the order no longer waits for it", noted.key());
      handOver(ended);
    }
  }

  private void leave(LockedTask task, RuntimeException failure) {
    if (Passing.of(failure).isEmpty()) {
      LOG.error("an outcome cannot be applied", failure);
    }
    tasks.leave(task, failure);
  }

  /**
   * The component is what the outside system says, and somebody sees to what was done there, unless
   * the order does; a person even if the former cannot be.
   */
  private void handOver(EndedCall<?, ?, ?> ended) {
    failureOf(() -> inOne(() -> recordAndHandOver(ended)))
        .ifPresent(
            unrecorded -> {
              LOG.error("an effect that is left cannot be recorded", unrecorded);
              failureOf(() -> inOne(() -> leftEffects.handOver(ended.call(), isCertain(ended))))
                  .ifPresent(e -> LOG.error("the effect is not kept", e));
            });
  }

  private <I, Q, A> void recordAndHandOver(EndedCall<I, Q, A> ended) {
    OutsideCall<I, Q, A> call = ended.call();
    OutsideStep<I, Q, A> step = call.topic().step();
    boolean fellOut =
        ended.outcome() instanceof Outcome.Answer<A> answer
            && step.record(call.subject(), answer.value()) instanceof StepResult.FellOut;
    if (fellOut || !step.isTakenUp(call.subject())) {
      leftEffects.handOver(call, isCertain(ended));
    }
  }

  private void inOne(Runnable work) {
    transactions.executeWithoutResult(transaction -> work.run());
  }

  private static boolean isCertain(EndedCall<?, ?, ?> ended) {
    return ended.outcome() instanceof Outcome.Answer<?>;
  }

  /** Catches whatever it is: one bad task must not take the others of its batch with it. */
  private static Optional<RuntimeException> failureOf(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }
}
