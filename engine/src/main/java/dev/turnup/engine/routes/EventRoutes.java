package dev.turnup.engine.routes;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.vertx.http.VertxHttpHeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Tells subscribers of events: one route looks what is to be told, another carries one call to one
 * listener.
 */
@Component
class EventRoutes extends RouteBuilder {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

  private static final int KEEP_ALIVE_SECONDS = 5;

  private final EventSender sender;

  EventRoutes(EventSender sender) {
    this.sender = sender;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    bindToRegistry("listener-client", client());
    bindToRegistry("listener-binding", new ListenerBinding());
    bindToRegistry("listener-headers", headers());
    // nothing of a call that takes long keeps the next round waiting
    from("scheduler:events?delay=1000")
        .routeId("deliver-events")
        .process(exchange -> sender.deliverDue());
    from("direct:tell-listener")
        .routeId("tell-listener")
        .setHeader(Exchange.HTTP_METHOD, constant(HttpMethod.POST))
        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
        .to(
            "vertx-http:http://listener?timeout=%d&webClientOptions=#bean:listener-client"
                    .formatted(RESPONSE_TIMEOUT.toMillis())
                + "&vertxHttpBinding=#bean:listener-binding"
                + "&headerFilterStrategy=#bean:listener-headers");
  }

  private static WebClientOptions client() {
    WebClientOptions client = new WebClientOptions();
    client.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
    client.setFollowRedirects(false);
    // for each listener
    client.setMaxPoolSize(EventSender.PER_SUBSCRIPTION);
    client.setMaxWaitQueueSize(EventSender.PER_SUBSCRIPTION);
    client.setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    // a listener that answers without end is read no more, and closed then
    client.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    client.setReadIdleTimeout(
        Math.toIntExact(RESPONSE_TIMEOUT.plusSeconds(KEEP_ALIVE_SECONDS).toMillis()));
    client.setUserAgent("Turnup");
    return client;
  }

  /** No header of an answer gets into the exchange. */
  private static VertxHttpHeaderFilterStrategy headers() {
    VertxHttpHeaderFilterStrategy headers = new VertxHttpHeaderFilterStrategy();
    headers.setInFilterPattern("(?is).*");
    return headers;
  }
}
