package dev.turnup.connectors;

import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.vertx.http.VertxHttpHeaderFilterStrategy;
import org.apache.camel.model.RouteDefinition;

/**
 * The routes from and to one outside system. A route's id is its topic, and it makes one call,
 * once: what a failure means is said elsewhere, and whether to call again is the process's
 * business.
 */
public abstract class SystemRoutes extends RouteBuilder {

  private static final int KEEP_ALIVE_SECONDS = 5;

  private final String system;
  private final SystemSettings settings;
  private final InboundMessages inbound;

  protected SystemRoutes(String system, SystemSettings settings, InboundMessages inbound) {
    this.system = system;
    this.settings = settings;
    this.inbound = inbound;
  }

  /** The system's own routes. */
  protected abstract void routes();

  @Override
  public final void configure() {
    errorHandler(noErrorHandler());
    bindToRegistry(system + "-client", client());
    bindToRegistry(system + "-binding", new SystemBinding(settings));
    bindToRegistry(system + "-headers", headers());
    routes();
    post(system + ".perform-operation", "/operations", OperationCalls.Shape.class);
    get(system + ".find-operation", "/operations", OperationCalls.Shape[].class);
    callback();
  }

  protected final void get(String topic, String path, Class<?> answer) {
    read(
        from("direct:" + topic)
            .routeId(topic)
            .setHeader(Exchange.HTTP_METHOD, constant(HttpMethod.GET))
            .to(http(path)),
        answer);
  }

  protected final void post(String topic, String path, Class<?> answer) {
    read(send(topic, HttpMethod.POST, path), answer);
  }

  /** A POST whose answer has no content that matters. */
  protected final void tell(String topic, String path) {
    send(topic, HttpMethod.POST, path);
  }

  protected final void patch(String topic, String path, Class<?> answer) {
    read(send(topic, HttpMethod.PATCH, path), answer);
  }

  private RouteDefinition send(String topic, HttpMethod method, String path) {
    return from("direct:" + topic)
        .routeId(topic)
        .setHeader(Exchange.HTTP_METHOD, constant(method))
        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
        .marshal(Json.of(Object.class))
        .to(http(path));
  }

  private static void read(RouteDefinition call, Class<?> answer) {
    call.process(exchange -> Json.refuseNul(exchange.getMessage().getBody(byte[].class)))
        .unmarshal(Json.of(answer));
  }

  private void callback() {
    from("platform-http:/callbacks/%s?httpMethodRestrict=POST&consumes=application/json"
            .formatted(system))
        .routeId(system + ".callback")
        .process(new Reception(system, settings.callbackSecret(), inbound));
  }

  private String http(String path) {
    String base = settings.baseUrl().toString().replaceAll("/+$", "");
    return "vertx-http:%s%s?timeout=%d&webClientOptions=#bean:%s-client"
            .formatted(base, path, settings.responseTimeout().toMillis(), system)
        + "&vertxHttpBinding=#bean:%s-binding&headerFilterStrategy=#bean:%s-headers"
            .formatted(system, system);
  }

  private WebClientOptions client() {
    WebClientOptions client = new WebClientOptions();
    // the component sends plain text to an https address with a port unless it is told here
    client.setSsl("https".equalsIgnoreCase(settings.baseUrl().getScheme()));
    client.setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()));
    client.setFollowRedirects(false);
    // one client, so one pool, per topic; beyond it a call would wait unseen
    client.setMaxPoolSize(settings.inFlight());
    client.setMaxWaitQueueSize(settings.inFlight());
    // shorter than what servers keep: a call on a connection just closed has an unknown outcome
    client.setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    // what is read no more is closed, but nothing that waits for an answer on a kept connection
    client.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    client.setReadIdleTimeout(
        Math.toIntExact(settings.longestCall().plusSeconds(KEEP_ALIVE_SECONDS).toMillis()));
    return client;
  }

  /** No header of an answer gets into the exchange; what matters of them is read from failures. */
  private static VertxHttpHeaderFilterStrategy headers() {
    VertxHttpHeaderFilterStrategy headers = new VertxHttpHeaderFilterStrategy();
    headers.setInFilterPattern("(?is).*");
    return headers;
  }
}
