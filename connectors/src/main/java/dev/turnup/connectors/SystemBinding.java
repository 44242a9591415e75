package dev.turnup.connectors;

import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;

/**
 * What Camel's own binding leaves to be wished for. The credential is added here and not in a
 * header of the route or in the endpoint's address, both of which can be looked at; a query
 * parameter, because it would be encoded twice.
 */
final class SystemBinding extends DefaultVertxHttpBinding {

  /** The query parameters of a call, by name. */
  record Query(Map<String, String> parameters) {

    private static final String PROPERTY = "turnup-query";

    static void add(Exchange exchange, String name, String value) {
      Map<String, String> all = new LinkedHashMap<>(in(exchange).parameters());
      all.put(name, value);
      exchange.setProperty(PROPERTY, new Query(all));
    }

    private static Query in(Exchange exchange) {
      return Optional.ofNullable(exchange.getProperty(PROPERTY, Query.class))
          .orElseGet(() -> new Query(Map.of()));
    }
  }

  /** What the address of a call ends with, encoded; Camel would decode it. */
  record LastSegment(String encoded) {

    private static final String PROPERTY = "turnup-last-segment";

    void of(Exchange exchange) {
      exchange.setProperty(PROPERTY, this);
    }
  }

  private static final int LONGEST_ANSWER = 1024 * 1024;

  private final SystemSettings settings;

  SystemBinding(SystemSettings settings) {
    this.settings = settings;
  }

  @Override
  public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange)
      throws Exception {
    HttpRequest<Buffer> request = super.prepareHttpRequest(endpoint, exchange);
    LastSegment segment = exchange.getProperty(LastSegment.PROPERTY, LastSegment.class);
    if (segment != null) {
      request.uri(request.uri() + "/" + segment.encoded());
    }
    Query.in(exchange).parameters().forEach(request::addQueryParam);
    if (settings.token().isPresent()) {
      request.bearerTokenAuthentication(settings.token().value());
    } else if (!settings.username().isEmpty()) {
      request.basicAuthentication(settings.username(), settings.password().value());
    }
    return request.as(new LimitedBody(LONGEST_ANSWER, settings.longestCall()));
  }

  @Override
  public void handleResponse(
      VertxHttpEndpoint endpoint, Exchange exchange, AsyncResult<HttpResponse<Buffer>> response)
      throws Exception {
    if (response.cause() instanceof IllegalArgumentException notHttp) {
      exchange.setException(new UnreadableAnswer(notHttp.getMessage()));
    } else {
      super.handleResponse(endpoint, exchange, response);
    }
  }

  /** Bytes, whatever type the answer claims to be; above all no Java object. */
  @Override
  public Object processResponseBody(
      VertxHttpEndpoint endpoint,
      Exchange exchange,
      HttpResponse<Buffer> response,
      boolean exceptionOnly) {
    return response.body() == null ? new byte[0] : response.body().getBytes();
  }
}
