package dev.turnup.connectors.messaging;

import dev.turnup.connectors.LimitedBody;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;

/**
 * Connects to the address that was checked, and to no other that the host's name may lead to a
 * moment later. What a listener answers beside its status and {@code Retry-After} does not matter.
 */
final class ListenerBinding extends DefaultVertxHttpBinding {

  private static final String ADDRESS = "turnup-address";
  private static final String PAUSE = "turnup-pause";

  /** Of an answer of which nothing is read that is long enough for any. */
  private static final int LONGEST_ANSWER = 64 * 1024;

  /** Where to, and the address that was found for it. */
  static void direct(Exchange exchange, URI listener, InetAddress address) {
    exchange.getMessage().setHeader(Exchange.HTTP_URI, listener.toString());
    exchange.setProperty(ADDRESS, address);
  }

  /** How many seconds the listener that did not take it wants to be left alone. */
  static Optional<Duration> retryAfter(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(PAUSE, String.class))
        .filter(seconds -> seconds.matches("[0-9]{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  @Override
  public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange)
      throws Exception {
    HttpRequest<Buffer> request = super.prepareHttpRequest(endpoint, exchange);
    URI listener = URI.create(exchange.getMessage().getHeader(Exchange.HTTP_URI, String.class));
    InetAddress address = exchange.getProperty(ADDRESS, InetAddress.class);
    boolean tls = "https".equalsIgnoreCase(listener.getScheme());
    return request
        .ssl(tls)
        .port(listener.getPort() != -1 ? listener.getPort() : tls ? 443 : 80)
        .host(address.getHostAddress())
        // what the listener is called, for its certificate and its Host header
        .virtualHost(listener.getHost())
        .as(new LimitedBody(LONGEST_ANSWER, ListenerRoutes.RESPONSE_TIMEOUT));
  }

  @Override
  public void handleResponse(
      VertxHttpEndpoint endpoint, Exchange exchange, AsyncResult<HttpResponse<Buffer>> response)
      throws Exception {
    if (response.failed()) {
      exchange.setException(response.cause());
    } else {
      exchange.setProperty(PAUSE, response.result().getHeader("Retry-After"));
      super.handleResponse(endpoint, exchange, response);
    }
  }

  @Override
  public Object processResponseBody(
      VertxHttpEndpoint endpoint,
      Exchange exchange,
      HttpResponse<Buffer> response,
      boolean exceptionOnly) {
    return new byte[0];
  }
}
