package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Callbacks.Due;
import dev.turnup.connectors.sandbox.standin.Work.Completed;
import dev.turnup.connectors.sandbox.standin.Work.Effect;
import dev.turnup.connectors.sandbox.standin.Work.Later;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells Turnup what the stand-ins have to tell it: for each system one after the other, again and
 * again until it is taken, as a real system would. Nothing is sent before {@link #to} says where.
 */
public final class CallbackSender {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackSender.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);
  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final TransactionTemplate transaction;
  private final Callbacks callbacks;
  private final Effects effects;
  private final Clock clock;
  private final Map<OutsideSystem, StandIn> standIns = new EnumMap<>(OutsideSystem.class);
  private final Map<OutsideSystem, AtomicBoolean> busy = new EnumMap<>(OutsideSystem.class);
  private final Function<OutsideSystem, Optional<String>> secrets;
  private final long looks;

  private volatile Optional<URI> turnup = Optional.empty();
  private volatile boolean paused;

  /**
   * @param secrets what each system proves with that it is itself
   */
  public CallbackSender(
      Vertx vertx,
      TransactionTemplate transaction,
      Callbacks callbacks,
      Effects effects,
      Clock clock,
      List<StandIn> standIns,
      Function<OutsideSystem, Optional<String>> secrets) {
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(ANSWER_WITHIN_MILLIS).setKeepAlive(true));
    this.transaction = transaction;
    this.callbacks = callbacks;
    this.effects = effects;
    this.clock = clock;
    this.secrets = secrets;
    for (StandIn standIn : standIns) {
      this.standIns.put(standIn.system(), standIn);
      this.busy.put(standIn.system(), new AtomicBoolean());
    }
    this.looks = vertx.setPeriodic(LOOK_EVERY.toMillis(), timer -> sendWhatIsDue());
  }

  /** Sends to {@code baseUrl}{@code /callbacks/<system>} from now on. */
  public void to(URI baseUrl) {
    turnup = Optional.of(baseUrl);
  }

  /** Sends nothing more until {@link #resume}. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
  }

  /** Sends nothing more, and lets what is being sent end, for a moment. */
  public void stop() throws InterruptedException {
    pause();
    vertx.cancelTimer(looks);
    for (int waits = 0; waits < 20 && !sending().isEmpty(); waits++) {
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  /** The systems that are telling something right now. */
  public List<OutsideSystem> sending() {
    return busy.entrySet().stream()
        .filter(entry -> entry.getValue().get())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void sendWhatIsDue() {
    turnup.ifPresent(address -> standIns.keySet().forEach(system -> sendNextOf(system, address)));
  }

  private void sendNextOf(OutsideSystem system, URI address) {
    AtomicBoolean mine = busy.get(system);
    if (mine == null || !mine.compareAndSet(false, true)) {
      return;
    }
    // asked after it was marked busy: whoever pauses and then sees nobody busy can rely on it
    if (paused) {
      mine.set(false);
      return;
    }
    vertx
        .executeBlocking(() -> takeNextOf(system), false)
        .compose(due -> due.isPresent() ? tell(due.get(), address) : Future.succeededFuture(false))
        .onComplete(
            sent -> {
              mine.set(false);
              if (sent.failed()) {
                LOG.warn("the {}'s callback could not be sent", system.code(), sent.cause());
              } else if (sent.result()) {
                sendNextOf(system, address);
              }
            });
  }

  /** The next one that is due, what it tells being done first if it is still to be done. */
  private Optional<Due> takeNextOf(OutsideSystem system) {
    return transaction.execute(
        status -> callbacks.take(system, clock.instant()).map(this::withItsEffect));
  }

  private Due withItsEffect(Due due) {
    if (due.completes().isEmpty()) {
      return due;
    }
    EffectRow row = effects.locked(due.completes().get());
    Call call =
        new Call(
            row.path(),
            Map.of(),
            Map.of(),
            Optional.of(row.key()),
            row.body(),
            row.involved(),
            clock.instant(),
            Optional.empty());
    Completed completed = later(due.system(), row).complete(call, row.resource().orElseThrow());
    effects.completed(row.id(), completed.effectiveDate(), call.at());
    callbacks.completed(due, completed.event(), call.at());
    return new Due(
        due.id(),
        due.system(),
        due.eventId(),
        due.eventType(),
        Optional.empty(),
        completed.event(),
        call.at(),
        due.triedFor());
  }

  private Later later(OutsideSystem system, EffectRow row) {
    return Optional.ofNullable(standIns.get(system)).orElseThrow().operations().stream()
        .filter(operation -> operation.name().equals(row.operation()))
        .map(Operation::work)
        .filter(Effect.class::isInstance)
        .flatMap(work -> ((Effect) work).later().stream())
        .findFirst()
        .orElseThrow();
  }

  /** Sends it; the future tells whether there may be more to send. */
  private Future<Boolean> tell(Due due, URI address) {
    ObjectNode event =
        Json.object()
            .put("eventId", due.eventId())
            .put("eventType", due.eventType())
            .put("eventTime", due.happenedAt().toString());
    event.set("event", due.event());
    String base = address.toString().replaceFirst("/$", "");
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(base + "/callbacks/" + due.system().code())
            .setTimeout(ANSWER_WITHIN_MILLIS)
            .putHeader("Content-Type", "application/json");
    secrets.apply(due.system()).ifPresent(secret -> options.putHeader("X-Callback-Secret", secret));
    return client
        .request(options)
        .compose(request -> request.send(Buffer.buffer(Json.write(event))))
        .compose(response -> response.body().map(body -> response.statusCode()))
        .transform(
            answer ->
                vertx.executeBlocking(
                    () -> {
                      if (answer.succeeded()) {
                        settle(due, answer.result());
                      } else {
                        tryAgain(due, "no answer: " + answer.cause().getMessage());
                      }
                      return true;
                    },
                    false));
  }

  private void settle(Due due, int status) {
    if (status >= 200 && status < 300) {
      callbacks.settle(due.id(), "taken with " + status);
    } else if (status >= 500 || status == 408 || status == 429) {
      tryAgain(due, "answered " + status);
    } else {
      callbacks.settle(due.id(), "refused with " + status);
      LOG.warn(
          "the {}'s callback {} was refused with {}", due.system().code(), due.eventId(), status);
    }
  }

  private void tryAgain(Due due, String outcome) {
    if (due.triedFor().compareTo(GIVE_UP_AFTER) > 0) {
      callbacks.settle(due.id(), "given up, last: " + outcome);
      LOG.warn("the {}'s callback {} was given up", due.system().code(), due.eventId());
    } else {
      callbacks.tryAgain(due.id(), RETRY_AFTER, outcome);
    }
  }
}
