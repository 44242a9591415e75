package dev.turnup.connectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.CallOutcome.ConnectorUnavailable;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.ConnectorSettings.MessagingSettings;
import dev.turnup.connectors.ConnectorSettings.SystemSettings;
import dev.turnup.connectors.InboundMessages.Receipt;
import dev.turnup.connectors.Peer;
import dev.turnup.connectors.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An address with https is spoken to with TLS and nothing else. */
class TlsTest {

  private final CamelContext camel = new DefaultCamelContext();

  @AfterEach
  void ends() {
    camel.stop();
  }

  @Test
  void isUnavailableWhereNobodyVouchesForTheCertificate() throws Exception {
    WireMockServer selfSigned =
        new WireMockServer(WireMockConfiguration.options().dynamicHttpsPort().httpDisabled(true));
    selfSigned.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("[]")));
    selfSigned.start();
    try {
      assertFailsInTls(selfSigned.httpsPort());
      selfSigned.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
    } finally {
      selfSigned.stop();
    }
  }

  @Test
  void saysNothingInPlainTextToAServerWithoutTls() throws Exception {
    try (Peer plain = new Peer()) {
      plain.does(Peer.answers(200, "[]"));

      CallOutcome<?> outcome = outcomeAt(plain.port());

      assertThat(outcome).isNotInstanceOf(CallOutcome.Answer.class);
      assertThat(plain.requests().toString()).doesNotContain("credential", "GET");
    }
  }

  private void assertFailsInTls(int port) throws Exception {
    assertThat(outcomeAt(port))
        .isInstanceOfSatisfying(
            ConnectorUnavailable.class,
            it -> assertThat(it.failure().code()).isEqualTo("tls-failed"));
  }

  private CallOutcome<?> outcomeAt(int port) throws Exception {
    SystemSettings https =
        new SystemSettings(
            URI.create("https://localhost:" + port),
            null,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            2,
            new Secret("credential"),
            "",
            Secret.NONE,
            Secret.NONE);
    MessagingSettings messaging =
        new MessagingSettings(
            https.baseUrl(),
            null,
            https.connectTimeout(),
            https.responseTimeout(),
            2,
            Secret.NONE,
            "",
            Secret.NONE,
            Secret.NONE,
            "",
            25,
            "",
            Secret.NONE,
            false,
            "turnup@example.org");
    ConnectorSettings settings = new ConnectorSettings(https, https, https, https, messaging);
    StubComponent callbacks = camel.getComponent("stub", StubComponent.class);
    // it does not stop before its next look at nothing, a second or two later otherwise
    callbacks.setDefaultPollTimeout(50);
    camel.addComponent("platform-http", callbacks);
    camel.addRoutes(new NetworkRoutes(settings, message -> Receipt.STORED));
    camel.start();
    NetworkConnector network =
        new NetworkCalls(settings, camel.createProducerTemplate(), Clock.systemUTC());
    return network
        .findActivation(new Call("a-key", Call.Subject.ofOrder("PO-1")))
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }
}
