package dev.turnup.connectors;

import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;

/**
 * What Camel's own binding leaves to be wished for. The credential is added here and not in a
 * header of the route or in the endpoint's address, both of which can be looked at; a query
 * parameter, because it would be encoded twice.
 */
final class SystemBinding extends DefaultVertxHttpBinding {

  /** The query parameter of a call. */
  record Query(String name, String value) {

    private static final String PROPERTY = "turnup-query";

    void of(Exchange exchange) {
      exchange.setProperty(PROPERTY, this);
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
    Query query = exchange.getProperty(Query.PROPERTY, Query.class);
    if (query != null) {
      request.addQueryParam(query.name(), query.value());
    }
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
