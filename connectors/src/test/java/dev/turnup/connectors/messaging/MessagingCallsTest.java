package dev.turnup.connectors.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.CallOutcome.OutcomeUnknown;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.ConnectorSettings.MessagingSettings;
import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import dev.turnup.connectors.InboundMessages.Receipt;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.Secret;
import dev.turnup.connectors.messaging.MessagingConnector.Accepted;
import dev.turnup.connectors.messaging.MessagingConnector.Mail;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mail; the webhook is a call like all others. */
class MessagingCallsTest {

  private static final Call CALL = new Call("a-notice:1", Call.Subject.ofOrder("PO-1007"));
  private static final Mail MAIL =
      new Mail("n-1", "ann@example.org", "Ihr Auftrag für Freitag", "Grüße,\nwe come on Friday.");

  private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
  private final CamelContext camel = new DefaultCamelContext();

  @AfterEach
  void ends() {
    camel.stop();
    server.stop();
  }

  @Test
  void sendsTheMailAsItIsUnderTheNoticesName() throws Exception {
    server.start();

    assertThat(outcomeOf(connector(server.getSmtp().getPort()).sendMail(CALL, MAIL)))
        .isEqualTo(new Answer<>(new Accepted()));

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getMessageID()).isEqualTo("<n-1@turnup>");
    assertThat(received.getHeader("X-Turnup-Order")).containsExactly("PO-1007");
    assertThat(received.getSubject()).isEqualTo("Ihr Auftrag für Freitag");
    assertThat(received.getContent().toString().strip().lines())
        .containsExactly("Grüße,", "we come on Friday.");
    assertThat(received.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("ann@example.org");
    assertThat(received.getHeader("Idempotency-Key")).isNull();
  }

  @Test
  void looksForNothingInTheLibrariesForEachMail() throws Exception {
    Set<String> lookedFor = ConcurrentHashMap.newKeySet();
    server.start();
    camel.setApplicationContextClassLoader(
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            lookedFor.add(name);
            return super.getResources(name);
          }
        });
    MessagingConnector connector = connector(server.getSmtp().getPort());
    outcomeOf(connector.sendMail(CALL, MAIL));
    lookedFor.clear();

    outcomeOf(connector.sendMail(CALL, MAIL));

    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(lookedFor).isEmpty();
  }

  @Test
  void isUnavailableWhenTheMailServerIsGone() throws Exception {
    server.start();
    int port = server.getSmtp().getPort();
    server.stop();

    assertThat(outcomeOf(connector(port).sendMail(CALL, MAIL)))
        .isInstanceOfSatisfying(
            ConnectorUnavailable.class,
            it -> assertThat(it.failure().code()).isEqualTo("connection-refused"));
  }

  @Test
  void neitherBlocksNorWaitsForAMailServerThatIsSilent() throws Exception {
    try (Peer silent = new Peer()) {
      MessagingConnector connector = connector(silent.port());

      // again where it took long: the machine may have been busy with something else
      await().until(() -> goesOnWithinASecond(connector));
    }
  }

  private static boolean goesOnWithinASecond(MessagingConnector connector) {
    long start = System.nanoTime();
    CompletionStage<CallOutcome<Accepted>> call = connector.sendMail(CALL, MAIL);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(outcomeOf(call)).isInstanceOf(OutcomeUnknown.class);
    return took.compareTo(Duration.ofSeconds(1)) < 0;
  }

  @Test
  void rejectsAnAddressThatIsNone() throws Exception {
    server.start();

    assertThat(
            outcomeOf(
                connector(server.getSmtp().getPort())
                    .sendMail(CALL, new Mail("n-1", "not an address", "Hi", "Text"))))
        .isInstanceOf(RequestRejected.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void isUnavailableWhileTurnupStops() throws Exception {
    MessagingConnector connector = connector(1);
    camel.stop();

    assertThat(outcomeOf(connector.sendMail(CALL, MAIL)))
        .isInstanceOfSatisfying(
            ConnectorUnavailable.class,
            it -> assertThat(it.failure().code()).isEqualTo("route-stopped"));
  }

  @Test
  void sendsNoMailWithoutAMailServer() throws Exception {
    assertThat(outcomeOf(connector("", 25).sendMail(CALL, MAIL)))
        .isInstanceOfSatisfying(
            RequestRejected.class,
            it -> assertThat(it.failure().code()).isEqualTo("no-mail-server"));
  }

  private MessagingConnector connector(int port) throws Exception {
    return connector("localhost", port);
  }

  private MessagingConnector connector(String host, int port) throws Exception {
    MessagingSettings messaging =
        new MessagingSettings(
            URI.create("http://localhost:1"),
            null,
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            2,
            Secret.NONE,
            "",
            Secret.NONE,
            Secret.NONE,
            host,
            port,
            "",
            Secret.NONE,
            false,
            "turnup@example.org");
    SystemSettings other = messaging.webhook();
    ConnectorSettings settings = new ConnectorSettings(other, other, other, other, messaging);
    RouteBuilder routes = new MessagingRoutes(settings, message -> Receipt.STORED);
    StubComponent callbacks = camel.getComponent("stub", StubComponent.class);
    // it does not stop before its next look at nothing, a second or two later otherwise
    callbacks.setDefaultPollTimeout(50);
    camel.addComponent("platform-http", callbacks);
    camel.addRoutes(routes);
    camel.start();
    return new MessagingCalls(settings, camel.createProducerTemplate(), Clock.systemUTC());
  }

  private static CallOutcome<Accepted> outcomeOf(CompletionStage<CallOutcome<Accepted>> call) {
    return call.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
