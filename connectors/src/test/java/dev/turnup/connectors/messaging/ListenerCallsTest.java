package dev.turnup.connectors.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.turnup.connectors.LimitedBody;
import dev.turnup.connectors.messaging.ListenerConnector.Letter;
import dev.turnup.connectors.messaging.ListenerConnector.Reply;
import dev.turnup.connectors.messaging.ListenerConnector.Reply.NotReceived;
import dev.turnup.connectors.messaging.ListenerConnector.Reply.Received;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said to listeners, and what is heard of their answers. */
class ListenerCallsTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final CamelContext camel = new DefaultCamelContext();
  private final ListenerConnector listeners = new ListenerCalls(camel.createProducerTemplate());
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile Map<String, String> headers = Map.of();
  private HttpServer server;

  private record Heard(String path, Map<String, List<String>> headers, String body) {}

  @BeforeEach
  void listen() throws Exception {
    server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    server.createContext("/", this::answer);
    server.start();
    camel.getShutdownStrategy().setTimeout(1);
    camel.addRoutes(new ListenerRoutes());
    camel.start();
  }

  @AfterEach
  void end() {
    camel.stop();
    server.stop(0);
  }

  @Test
  void saysWhatIsToBeSaidAndSignsIt() {
    assertThat(tell(here("/201/of-a-crm"), Optional.of("t=1,v1=ab"))).isEqualTo(new Received());

    Heard only = heard.get(0);
    assertThat(only.path()).isEqualTo("/201/of-a-crm");
    assertThat(only.body()).isEqualTo("{}");
    assertThat(only.headers().get("Content-type")).containsExactly("application/json");
    assertThat(only.headers().get("X-turnup-signature")).containsExactly("t=1,v1=ab");
    tell(here("/201"), Optional.empty());
    assertThat(heard.get(1).headers()).doesNotContainKey("X-turnup-signature");
  }

  @Test
  void takesAny2xxForReceivedAndNothingElse() {
    for (int status : List.of(200, 202, 204, 299)) {
      assertThat(tell(here("/" + status))).isEqualTo(new Received());
    }
    for (int status : List.of(301, 400, 404, 429, 500, 503)) {
      assertThat(tell(here("/" + status)))
          .isEqualTo(new NotReceived("answered " + status, Optional.empty()));
    }
  }

  @Test
  void hearsHowLongAListenerWantsToBeLeftAlone() {
    headers = Map.of("Retry-After", "120");
    assertThat(tell(here("/503")))
        .isEqualTo(new NotReceived("answered 503", Optional.of(Duration.ofMinutes(2))));
    for (String other : List.of("-5", "tomorrow", "9".repeat(30))) {
      headers = Map.of("Retry-After", other);
      assertThat(tell(here("/503"))).isEqualTo(new NotReceived("answered 503", Optional.empty()));
    }
  }

  @Test
  void followsNoRedirect() {
    headers = Map.of("Location", here("/200/inner").toString());

    assertThat(tell(here("/307"))).isEqualTo(new NotReceived("answered 307", Optional.empty()));
    assertThat(heard).hasSize(1);
  }

  /** What a name leads to was checked; it may lead elsewhere a moment later. */
  @Test
  void goesToTheAddressThatWasFoundAndToNoOther() {
    URI named = URI.create("http://crm.example:" + server.getAddress().getPort() + "/200");

    assertThat(tell(named)).isEqualTo(new Received());
    assertThat(heard.get(0).headers().get("Host"))
        .containsExactly("crm.example:" + server.getAddress().getPort());
  }

  @Test
  void tellsNobodyWhoseCertificateNobodyVouchesFor() {
    WireMockServer impostor =
        new WireMockServer(
            WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1"));
    impostor.start();
    try {
      assertThat(why(tell(URI.create("https://127.0.0.1:" + impostor.httpsPort()))))
          .startsWith("cannot be reached")
          .contains("SSL");
      assertThat(impostor.getAllServeEvents()).isEmpty();
    } finally {
      impostor.stop();
    }
  }

  @Test
  void saysWhereNobodyListens() {
    URI nobody = here("/200");
    server.stop(0);

    assertThat(why(tell(nobody))).startsWith("cannot be reached");
  }

  @Test
  void readsNoAnswerToItsEndThatHasNone() {
    new LimitedBody(64 * 1024, Duration.ofSeconds(10))
        .create(
            created -> {
              var stream = created.result();
              stream.write(Buffer.buffer(new byte[60_000]));
              assertThat(stream.writeQueueFull()).isFalse();
              stream.write(Buffer.buffer(new byte[60_000]));
              assertThat(stream.writeQueueFull()).isTrue();
            });
  }

  private URI here(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Reply tell(URI listener) {
    return tell(listener, Optional.empty());
  }

  private Reply tell(URI listener, Optional<String> signature) {
    return listeners
        .tell(new Letter(listener, HERE, "{}".getBytes(UTF_8), signature))
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private static String why(Reply reply) {
    return reply instanceof NotReceived not ? not.why() : "received";
  }

  /** With the status that the path begins with. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    heard.add(
        new Heard(
            path,
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    headers.forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(Integer.parseInt(path.substring(1, 4)), -1);
    exchange.close();
  }
}
