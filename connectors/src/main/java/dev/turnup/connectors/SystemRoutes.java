package dev.turnup.connectors;

import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
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
    bindToRegistry(client(settings.baseUrl()), clientTo(settings.baseUrl()));
    bindToRegistry(client(settings.operations()), clientTo(settings.operations()));
    bindToRegistry(system + "-binding", new SystemBinding(settings));
    bindToRegistry(system + "-headers", headers());
    routes();
    post(system + ".perform-operation", settings.operations(), OperationCalls.Shape.class);
    get(system + ".find-operation", settings.operations(), OperationCalls.Shape[].class);
    callback();
  }

  protected final void get(String topic, String path, Class<?> answer) {
    get(topic, settings.at(path), answer);
  }

  private void get(String topic, URI address, Class<?> answer) {
    read(
        from("direct:" + topic)
            .routeId(topic)
            .setHeader(Exchange.HTTP_METHOD, constant(HttpMethod.GET))
            .to(http(address)),
        answer);
  }

  protected final void post(String topic, String path, Class<?> answer) {
    post(topic, settings.at(path), answer);
  }

  private void post(String topic, URI address, Class<?> answer) {
    read(send(topic, HttpMethod.POST, address), answer);
  }

  /** A POST whose answer has no content that matters. */
  protected final void tell(String topic, String path) {
    send(topic, HttpMethod.POST, settings.at(path));
  }

  protected final void patch(String topic, String path, Class<?> answer) {
    read(send(topic, HttpMethod.PATCH, settings.at(path)), answer);
  }

  private RouteDefinition send(String topic, HttpMethod method, URI address) {
    return from("direct:" + topic)
        .routeId(topic)
        .setHeader(Exchange.HTTP_METHOD, constant(method))
        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
        .marshal(Json.of(Object.class))
        .to(http(address));
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

  private String http(URI address) {
    return "vertx-http:%s?timeout=%d&webClientOptions=#bean:%s"
            .formatted(address, settings.responseTimeout().toMillis(), client(address))
        + "&vertxHttpBinding=#bean:%s-binding&headerFilterStrategy=#bean:%s-headers"
            .formatted(system, system);
  }

  private String client(URI address) {
    return system + (isSecure(address) ? "-secure-client" : "-client");
  }

  private static boolean isSecure(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private WebClientOptions clientTo(URI address) {
    WebClientOptions client = new WebClientOptions();
    // the component sends plain text to an https address with a port unless it is told here
    client.setSsl(isSecure(address));
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
