package dev.turnup.engine.routes;

import dev.turnup.engine.subscription.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.DefaultExchange;
import org.springframework.stereotype.Component;

/** Those who listen to events, over HTTP. */
@Component
class Listeners {

  private static final String ROUTE = "direct:tell-listener?block=false";

  private final ProducerTemplate routes;

  Listeners(ProducerTemplate routes) {
    this.routes = routes;
  }

  /**
   * One event on its way to one listener.
   *
   * @param address what was found for the listener's host, and is connected to
   * @param body JSON text, UTF-8
   * @param secret what it is signed with, if it is
   */
  record Letter(
      URI listener, InetAddress address, byte[] body, Optional<Secret> secret, Instant at) {}

  /** A listener that answered, and did not take it. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> pause;

    /**
     * @param pause how long it wants to be left alone
     */
    Refused(int status, Optional<Duration> pause) {
      super("answered " + status);
      this.pause = pause;
    }

    Optional<Duration> pause() {
      return pause;
    }
  }

  /** Whether anybody can be told; not any more while this node stops. */
  boolean areReachable() {
    return routes.getCamelContext().isStarted();
  }

  /** Ends well if the listener answers 2xx; never blocks, and ends in any case. */
  CompletableFuture<Exchange> tell(Letter letter) {
    Exchange exchange = new DefaultExchange(routes.getCamelContext(), ExchangePattern.InOut);
    ListenerBinding.direct(exchange, letter.listener(), letter.address());
    letter
        .secret()
        .ifPresent(
            secret ->
                exchange
                    .getMessage()
                    .setHeader(Signature.HEADER, Signature.of(letter.body(), secret, letter.at())));
    exchange.getMessage().setBody(letter.body());
    return routes
        .asyncSend(ROUTE, exchange)
        .orTimeout(
            EventRoutes.CONNECT_TIMEOUT.plus(EventRoutes.RESPONSE_TIMEOUT).toMillis(),
            TimeUnit.MILLISECONDS)
        .thenCompose(
            done ->
                done.getException() == null
                    ? CompletableFuture.completedFuture(done)
                    : CompletableFuture.failedFuture(refusal(done)));
  }

  private static Exception refusal(Exchange done) {
    return done.getException() instanceof HttpOperationFailedException answer
        ? new Refused(answer.getStatusCode(), ListenerBinding.pauseWanted(done))
        : done.getException();
  }
}
