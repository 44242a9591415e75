package dev.turnup.engine.workflow.outside;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCall.State;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.workflow.Passing;
import dev.turnup.engine.workflow.SavePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The first phase: each task's request is built from the order's rows and entered in the book of
 * calls under its key, before it is sent.
 */
@Component
class PrepareCalls {

  private static final Logger LOG = LoggerFactory.getLogger(PrepareCalls.class);

  private final TransactionOperations transactions;
  private final TransactionOperations savepoint;
  private final OutboundCalls calls;
  private final ExternalTasks tasks;
  private final CancelledOrders cancelledOrders;
  private final SavePoints savePoints;

  PrepareCalls(
      TransactionOperations transactions,
      PlatformTransactionManager savepoints,
      OutboundCalls calls,
      ExternalTasks tasks,
      CancelledOrders cancelledOrders,
      SavePoints savePoints) {
    this.transactions = transactions;
    this.savepoint =
        new TransactionTemplate(
            savepoints, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    this.calls = calls;
    this.tasks = tasks;
    this.cancelledOrders = cancelledOrders;
    this.savePoints = savePoints;
  }

  /**
   * Prepares a call of each of many orders in one transaction; where one task is bad, each in its
   * own. Left out are bad tasks, which an operator is shown, those whose call was applied already
   * (another node was faster while this one was held up), and those of orders that are being
   * cancelled. They come as they were locked: whose priority is higher is called for first.
   */
  <I, Q, A> List<OutsideCall<I, Q, A>> of(Topic<I, Q, A> topic, List<LockedTask> locked) {
    return Rounds.of(locked, LockedTask::order).stream()
        .flatMap(round -> inOne(topic, round).stream())
        .sorted(Comparator.comparingInt(call -> locked.indexOf(call.task())))
        .toList();
  }

  /**
   * Prepares calls of tasks that the current transaction makes, as a part of it. Left out are those
   * that may not be made just now or are known from before, and if one is bad, all: whoever fetches
   * them later sees to that. Where save points are passed, the transaction fails instead, and is
   * done again without.
   */
  <I, Q, A> List<OutsideCall<I, Q, A>> ofNew(Topic<I, Q, A> topic, List<LockedTask> locked) {
    if (savePoints.arePassed()) {
      return preparedNew(topic, locked);
    }
    try {
      return Objects.requireNonNull(savepoint.execute(part -> preparedNew(topic, locked)));
    } catch (RuntimeException oneIsBad) {
      // whatever it is: who makes a task must not fail for what its call would be
      return List.of();
    }
  }

  private <I, Q, A> List<OutsideCall<I, Q, A>> preparedNew(
      Topic<I, Q, A> topic, List<LockedTask> locked) {
    List<OutsideCall<I, Q, A>> fresh = locked.stream().map(task -> fresh(topic, task)).toList();
    Set<CallKey> entered = calls.enterAtOnce(fresh.stream().map(OutsideCall::noted).toList());
    return fresh.stream().filter(call -> entered.contains(call.noted().key())).toList();
  }

  private <I, Q, A> List<OutsideCall<I, Q, A>> inOne(Topic<I, Q, A> topic, List<LockedTask> round) {
    try {
      return together(topic, round);
    } catch (RuntimeException oneIsBad) {
      // whatever it is: one bad task must not take the others with it
      return round.stream().flatMap(task -> alone(topic, task)).toList();
    }
  }

  private <I, Q, A> Stream<OutsideCall<I, Q, A>> alone(Topic<I, Q, A> topic, LockedTask task) {
    try {
      return together(topic, List.of(task)).stream();
    } catch (RuntimeException bad) {
      if (Passing.of(bad).isEmpty()) {
        LogLines.about(
            task.order(), () -> LOG.error("a call of {} cannot be prepared", topic.name(), bad));
      }
      tasks.leave(task, bad);
      return Stream.empty();
    }
  }

  private <I, Q, A> List<OutsideCall<I, Q, A>> together(
      Topic<I, Q, A> topic, List<LockedTask> tasks) {
    return Objects.requireNonNull(transactions.execute(transaction -> prepared(topic, tasks)));
  }

  private <I, Q, A> List<OutsideCall<I, Q, A>> prepared(
      Topic<I, Q, A> topic, List<LockedTask> locked) {
    List<LockedTask> going = cancelledOrders.goingOn(topic, locked);
    List<OutsideCall<I, Q, A>> fresh = going.stream().map(task -> fresh(topic, task)).toList();
    Map<CallKey, OutboundCall> known =
        calls.enter(fresh.stream().map(OutsideCall::noted).toList()).stream()
            .collect(toMap(OutboundCall::key, call -> call));
    List<OutsideCall<I, Q, A>> prepared = new ArrayList<>();
    List<OutboundCall> reopened = new ArrayList<>();
    for (OutsideCall<I, Q, A> call : fresh) {
      OutboundCall before = known.get(call.noted().key());
      if (before == null) {
        prepared.add(call);
      } else if (before.state() != State.APPLIED || !before.task().equals(call.task().id())) {
        OutsideCall<I, Q, A> again = again(call, before);
        reopened.add(again.noted());
        prepared.add(again);
      }
    }
    calls.reopen(reopened);
    return prepared;
  }

  private static <I, Q, A> OutsideCall<I, Q, A> fresh(Topic<I, Q, A> topic, LockedTask task) {
    I subject = topic.subject().of(task);
    Q request = topic.step().requestFor(subject);
    OutboundCall noted =
        OutboundCall.prepared(
            topic.keyOf(subject, task),
            topic.name(),
            task.orderId(),
            topic.subject().kept(subject),
            task.id(),
            CallJson.of(request));
    return new OutsideCall<>(topic, task, subject, noted, request, false, Optional.empty());
  }

  /** The same intent once more: what is known decides whether it is sent, asked for or neither. */
  private static <I, Q, A> OutsideCall<I, Q, A> again(
      OutsideCall<I, Q, A> call, OutboundCall before) {
    Topic<I, Q, A> topic = call.topic();
    boolean sameTask = before.task().equals(call.task().id());
    Optional<Outcome<A>> known =
        switch (before.state()) {
          case ANSWERED ->
              before
                  .answer()
                  .map(json -> new Outcome.Answer<>(CallJson.read(json, topic.answer())));
          // a person may have mended what was refused, and wants it sent for another task
          case REJECTED -> before.failure().filter(f -> sameTask).map(Outcome.Rejected<A>::new);
          case SKIPPED -> Optional.of(new Outcome.Skipped<>());
          default -> Optional.empty();
        };
    boolean maybeSent =
        switch (before.state()) {
          case PREPARED, UNKNOWN -> true;
          // somebody may have undone or mended it outside meanwhile: it is as it is now
          case APPLIED, ORPHANED -> true;
          default -> false;
        };
    // one key, one content: only what was never taken may be worded anew
    boolean sameContent =
        switch (before.state()) {
          case UNAVAILABLE, REJECTED -> false;
          default -> true;
        };
    Q request = sameContent ? CallJson.read(before.request(), topic.request()) : call.request();
    String task = call.task().id();
    OutboundCall noted =
        known.isPresent()
            ? before.forTask(task)
            : before.again(task, sameContent ? before.request() : call.noted().request());
    return new OutsideCall<>(topic, call.task(), call.subject(), noted, request, maybeSent, known);
  }
}
