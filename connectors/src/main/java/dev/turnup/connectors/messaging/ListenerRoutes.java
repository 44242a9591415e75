package dev.turnup.connectors.messaging;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.vertx.http.VertxHttpHeaderFilterStrategy;
import org.springframework.stereotype.Component;

/** One call to one listener; whether and when to call again is decided elsewhere. */
@Component
class ListenerRoutes extends RouteBuilder {

  static final String TELL = "direct:tell-listener";
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

  /** Calls to one listener at a time; no more are made. */
  private static final int CONNECTIONS = 8;

  private static final int KEEP_ALIVE_SECONDS = 5;

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    bindToRegistry("listener-client", client());
    bindToRegistry("listener-binding", new ListenerBinding());
    bindToRegistry("listener-headers", headers());
    from(TELL)
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
    client.setMaxPoolSize(CONNECTIONS);
    client.setMaxWaitQueueSize(CONNECTIONS);
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
