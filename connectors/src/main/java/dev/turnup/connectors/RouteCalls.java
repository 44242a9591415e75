package dev.turnup.connectors;

import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.support.DefaultExchange;

/** Calls the routes towards one outside system and says how each call ended. Never blocks. */
public final class RouteCalls {

  private final ProducerTemplate routes;
  private final FailureTable failures;
  private final Duration longest;

  /** By topic; an address would be taken apart for each call. */
  private final Map<String, Endpoint> known = new ConcurrentHashMap<>();

  public RouteCalls(String system, SystemSettings settings, ProducerTemplate routes, Clock clock) {
    this.routes = routes;
    this.failures = new FailureTable(system, clock);
    this.longest = settings.longestCall();
  }

  /** A call with its own key. */
  public Outgoing call(String topic, Call call) {
    return new Outgoing(topic, call.key(), call.subject().order());
  }

  /** The question what became of {@code call}; it has a key of its own. */
  public Outgoing find(String topic, Call call) {
    return new Outgoing(topic, UUID.randomUUID().toString(), call.subject().order())
        .query("idempotencyKey", call.key());
  }

  /** One that is stopped refuses at once instead of waiting for somebody to start it. */
  private Endpoint route(String topic) {
    return routes.getCamelContext().getEndpoint("direct:" + topic + "?block=false");
  }

  private static final int PART_OF_IT = 206;

  /** What an outside system answered: status 2xx, and the content, if the route reads any. */
  public record Reply<W>(int status, W content) {}

  /** A call that is being put together. */
  public final class Outgoing {

    private final String topic;
    private final Exchange exchange;

    private Outgoing(String topic, String key, String order) {
      this.topic = topic;
      exchange = new DefaultExchange(routes.getCamelContext(), ExchangePattern.InOut);
      exchange.getMessage().setHeader("Idempotency-Key", key);
      exchange.getMessage().setHeader("traceparent", TraceParent.ofOrder(order));
      exchange.getMessage().setHeader("Accept", "application/json");
    }

    /** The content to send; the route makes JSON of it. */
    public Outgoing with(Object content) {
      exchange.getMessage().setBody(content);
      return this;
    }

    public Outgoing header(String name, Object value) {
      exchange.getMessage().setHeader(name, value);
      return this;
    }

    /** Appends an id to the route's path, whatever characters it has. */
    public Outgoing id(String id) {
      new SystemBinding.LastSegment(Tmf.encoded(id)).of(exchange);
      return this;
    }

    public Outgoing query(String name, String value) {
      SystemBinding.Query.add(exchange, name, value);
      return this;
    }

    /** Sends it. {@code reading} throws {@link UnreadableAnswer} where the content is not right. */
    public <W, A> CompletionStage<CallOutcome<A>> answer(
        Class<W> shape, Function<Reply<W>, A> reading) {
      return outcome(answered -> reading.apply(reply(answered, shape)));
    }

    /** Sends it; whatever content comes back does not matter. */
    public <A> CompletionStage<CallOutcome<A>> answer(A value) {
      return outcome(answered -> value);
    }

    private <A> CompletionStage<CallOutcome<A>> outcome(Function<Exchange, A> reading) {
      return sent()
          .handle((done, failure) -> done == null ? failed(failure) : outcomeOf(done, reading));
    }

    private CompletableFuture<Exchange> sent() {
      if (!routes.getCamelContext().isStarted()) {
        return CompletableFuture.failedFuture(
            new DirectConsumerNotAvailableException("Turnup is stopping", exchange));
      }
      return routes
          .asyncSend(known.computeIfAbsent(topic, RouteCalls.this::route), exchange)
          .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <A> CallOutcome<A> outcomeOf(Exchange done, Function<Exchange, A> reading) {
      if (done.getException() != null) {
        return failed(done.getException());
      }
      try {
        return new CallOutcome.Answer<>(reading.apply(done));
      } catch (UnreadableAnswer | DateTimeException unreadable) {
        return failed(new UnreadableAnswer(unreadable.getMessage()));
      }
    }

    private <A> CallOutcome<A> failed(Throwable failure) {
      return failures
          .<A>outcomeOf(failure)
          .orElseThrow(() -> new IllegalStateException("call of " + topic, failure));
    }

    private <W> Reply<W> reply(Exchange answered, Class<W> shape) {
      Object content = answered.getMessage().getBody();
      if (!shape.isInstance(content)) {
        throw new UnreadableAnswer("an answer without content");
      }
      int status = answered.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, int.class);
      if (status == PART_OF_IT) {
        throw new UnreadableAnswer("a part of the answer (206), and all of it is asked for");
      }
      return new Reply<>(status, shape.cast(content));
    }
  }
}
