package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.TimedWork;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTaskQuery;
import org.springframework.stereotype.Component;

/** Outside work as it goes by the clock: retries, locks that end, systems that are left alone. */
@Component
class OutsideTimedWork implements TimedWork {

  private final TopicWorkers workers;
  private final ExternalTaskService tasks;

  OutsideTimedWork(TopicWorkers workers, ExternalTaskService tasks) {
    this.workers = workers;
    this.tasks = tasks;
  }

  @Override
  public Optional<Instant> after(Instant now) {
    Stream<Instant> retries =
        open()
            .lockExpirationAfter(Date.from(now))
            .orderByLockExpirationTime()
            .asc()
            .listPage(0, 1)
            .stream()
            .map(task -> task.getLockExpirationTime().toInstant());
    Stream<Instant> probes =
        waiting().flatMap(worker -> worker.breaker().leftAloneUntil().stream());
    return Stream.concat(retries, probes).min(Instant::compareTo);
  }

  @Override
  public void pause() {
    workers.hold();
  }

  @Override
  public List<String> inFlight() {
    return workers.all().stream()
        .filter(TopicWorker::isBusy)
        .map(worker -> "calls of " + worker.topic())
        .toList();
  }

  @Override
  public List<String> runnable(Instant now) {
    return waiting()
        .filter(worker -> worker.breaker().leftAloneUntil().isEmpty())
        .filter(worker -> !workers.isPaused(worker.topic()))
        .map(worker -> "tasks of " + worker.topic())
        .toList();
  }

  @Override
  public void resume() {
    workers.goOn();
  }

  /** Those with tasks that nobody works on and that are not suspended; mostly none. */
  private Stream<TopicWorker<?, ?, ?>> waiting() {
    return tasks.getTopicNames(false, true, true).stream()
        .flatMap(topic -> workers.of(topic).stream())
        .filter(worker -> open().notLocked().topicName(worker.topic()).count() > 0);
  }

  private ExternalTaskQuery open() {
    return tasks.createExternalTaskQuery().active().withRetriesLeft();
  }
}
