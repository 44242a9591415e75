package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.OutsideWorks;
import dev.turnup.engine.order.TopicPauses;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTaskQuery;
import org.springframework.stereotype.Component;

@Component
class TopicStatuses implements OutsideWorks {

  private final TopicWorkers workers;
  private final TopicPauses pauses;
  private final ExternalTaskService tasks;

  TopicStatuses(TopicWorkers workers, TopicPauses pauses, ExternalTaskService tasks) {
    this.workers = workers;
    this.pauses = pauses;
    this.tasks = tasks;
  }

  @Override
  public List<TopicStatus> topics() {
    Set<String> paused = pauses.paused();
    return workers.all().stream()
        .sorted(Comparator.comparing(TopicWorker::topic))
        .map(worker -> status(worker, paused.contains(worker.topic())))
        .toList();
  }

  private TopicStatus status(TopicWorker<?, ?, ?> worker, boolean paused) {
    Set<String> underWay = worker.underWay();
    Optional<Instant> oldest =
        undone(worker).orderByCreateTime().asc().listPage(0, underWay.size() + 1).stream()
            .filter(task -> !underWay.contains(task.getId()))
            .findFirst()
            .map(task -> task.getCreateTime().toInstant());
    return new TopicStatus(
        worker.topic(),
        worker.breaker().state(),
        worker.breaker().whyLeftAlone(),
        paused,
        underWay.size(),
        worker.limit(),
        // one that ended since may still be among those under way
        Math.max(0, undone(worker).count() - underWay.size()),
        oldest);
  }

  private ExternalTaskQuery undone(TopicWorker<?, ?, ?> worker) {
    return tasks.createExternalTaskQuery().topicName(worker.topic()).active().withRetriesLeft();
  }

  @Override
  public boolean pause(String topic, String by) {
    boolean known = workers.of(topic).isPresent();
    if (known) {
      pauses.pause(topic, by);
    }
    return known;
  }

  @Override
  public boolean resume(String topic) {
    Optional<TopicWorker<?, ?, ?>> worker = workers.of(topic);
    worker.ifPresent(
        known -> {
          pauses.resume(topic);
          known.wake();
        });
    return worker.isPresent();
  }
}
