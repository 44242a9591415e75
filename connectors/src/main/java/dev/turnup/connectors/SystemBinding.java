package dev.turnup.connectors;

import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;

/**
 * Adds to each request what only the system's settings know. The credential is added here and not
 * in a header of the route or in the endpoint's address, both of which can be looked at.
 */
final class SystemBinding extends DefaultVertxHttpBinding {

  private static final int LONGEST_ANSWER = 1024 * 1024;

  private final SystemSettings settings;

  SystemBinding(SystemSettings settings) {
    this.settings = settings;
  }

  @Override
  public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange)
      throws Exception {
    HttpRequest<Buffer> request = super.prepareHttpRequest(endpoint, exchange);
    if (settings.token().isPresent()) {
      request.bearerTokenAuthentication(settings.token().value());
    } else if (!settings.username().isEmpty()) {
      request.basicAuthentication(settings.username(), settings.password().value());
    }
    return request.as(new LimitedBody(LONGEST_ANSWER, settings.longestCall()));
  }
}
