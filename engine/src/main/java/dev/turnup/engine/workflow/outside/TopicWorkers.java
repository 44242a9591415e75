package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The workers of this node. A task of this node's own making is its worker's at once, if that has a
 * slot, or wakes it when its transaction commits; tasks of other nodes and those whose retry has
 * come are looked for every second, by one query for all topics.
 */
@Component
class TopicWorkers implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(TopicWorkers.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A call ends within connect-timeout and response-timeout, 12 s unless set otherwise. */
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(13);

  private static final Duration LOOKS_WHILE_STOPPING = Duration.ofMillis(20);

  private final Topics topics;
  private final Workshop shop;
  private final Environment settings;
  private final Map<String, TopicWorker<?, ?, ?>> workers = new ConcurrentHashMap<>();
  private volatile boolean running;
  private volatile boolean held;

  TopicWorkers(Topics topics, Workshop shop, Environment settings) {
    this.topics = topics;
    this.shop = shop;
    this.settings = settings;
  }

  Collection<TopicWorker<?, ?, ?>> all() {
    return workers.values();
  }

  Optional<TopicWorker<?, ?, ?>> of(String topic) {
    return Optional.ofNullable(workers.get(topic));
  }

  /**
   * The topic's route runs.
   *
   * @param caller makes a call and gives its outcome
   */
  void open(String topic, Function<OutsideCall<?, ?, ?>, CompletionStage<Object>> caller) {
    TopicWorker<?, ?, ?> worker = worker(topics.named(topic), caller);
    workers.put(topic, worker);
    if (isTaking()) {
      worker.open();
    }
  }

  /** The topic's route stops. */
  void close(String topic) {
    of(topic).ifPresent(TopicWorker::close);
  }

  // what comes out of the route of a call of this topic is an outcome of this topic
  @SuppressWarnings("unchecked")
  private <I, Q, A> TopicWorker<I, Q, A> worker(
      Topic<I, Q, A> topic, Function<OutsideCall<?, ?, ?>, CompletionStage<Object>> caller) {
    return new TopicWorker<>(
        topic,
        TopicLimits.of(topic.system(), settings),
        shop,
        call -> caller.apply(call).thenApply(outcome -> (Outcome<A>) outcome),
        failure -> credentialRefused(topic.name(), failure));
  }

  /** The credential is the system's, so all its topics are left alone, and the operator is told. */
  private void credentialRefused(String topic, Failure failure) {
    String system = topics.named(topic).system();
    boolean news = of(topic).filter(worker -> worker.breaker().leaveAlone(failure)).isPresent();
    all().stream()
        .filter(worker -> worker.system().equals(system) && !worker.topic().equals(topic))
        .forEach(worker -> worker.breaker().leaveAlone(failure));
    if (news) {
      LOG.warn(
          "{}: all its calls wait, but for a try now and then; have it let us in, or mend connectors.{}.token (or .username and .password) and start again",
          failure.message(),
          system);
    }
  }

  @EventListener
  void came(OutsideTaskCreated created) {
    of(created.topic()).ifPresent(worker -> worker.came(created.task()));
  }

  private void look() {
    if (isTaking()) {
      shop.tasks().topicsWithWork().forEach(topic -> of(topic).ifPresent(TopicWorker::wake));
    }
  }

  private boolean isTaking() {
    return running && !held;
  }

  boolean isPaused(String topic) {
    return shop.pauses().isPaused(topic);
  }

  /** Takes nothing up until {@link #goOn}. */
  void hold() {
    held = true;
    all().forEach(TopicWorker::close);
  }

  void goOn() {
    if (held && running) {
      all().forEach(TopicWorker::open);
    }
    held = false;
  }

  @Override
  public void start() {
    running = true;
    all().forEach(TopicWorker::open);
    shop.threads().every(LOOK_EVERY, new Turn(shop.threads(), this::look));
  }

  /** Lets calls under way end, for a while; gives back what is still under way then. */
  @Override
  public void stop() {
    running = false;
    all().forEach(TopicWorker::close);
    long deadline = System.nanoTime() + STOPS_WITHIN.toNanos();
    while (isBusy() && System.nanoTime() < deadline && pauseBriefly()) {
      // looks again
    }
    if (isBusy()) {
      LOG.warn("calls are still under way and will be asked for by key later");
      all().forEach(TopicWorker::letGo);
    }
  }

  boolean isBusy() {
    return all().stream().anyMatch(TopicWorker::isBusy);
  }

  private static boolean pauseBriefly() {
    try {
      Thread.sleep(LOOKS_WHILE_STOPPING.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Starts after, and stops before, all that it needs. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
