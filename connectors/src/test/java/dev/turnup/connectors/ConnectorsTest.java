package dev.turnup.connectors;

import dev.turnup.connectors.Call.Subject;
import dev.turnup.connectors.CallOutcome.Answer;
import dev.turnup.connectors.InboundMessages.InboundMessage;
import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.messaging.MessagingConnector;
import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.workforce.WorkforceConnector;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The five connectors as an application has them, with one peer for all outside systems. */
@SpringBootTest(
    classes = ConnectorsTest.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "logging.level.io.vertx.core.net.impl.ConnectionBase=off")
public abstract class ConnectorsTest {

  public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  protected static final Peer PEER = new Peer();
  protected static final int RESPONSE_TIMEOUT = 3000;
  protected static final int IN_FLIGHT = 20;

  protected static final Subject SUBJECT =
      new Subject("PO-1007", "2", "0190c0de-0000-7000-8000-000000000001", "");

  @Autowired protected NetworkConnector network;
  @Autowired protected InventoryConnector inventory;
  @Autowired protected BillingConnector billing;
  @Autowired protected WorkforceConnector workforce;
  @Autowired protected MessagingConnector messaging;
  @Autowired protected Inbox inbox;
  @LocalServerPort protected int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    for (String system :
        new String[] {"network", "inventory", "billing", "workforce", "messaging"}) {
      registry.add(
          "connectors." + system + ".base-url", () -> "http://localhost:" + PEER.port() + "/base/");
      registry.add("connectors." + system + ".connect-timeout", () -> "1s");
      registry.add("connectors." + system + ".response-timeout", () -> RESPONSE_TIMEOUT + "ms");
      registry.add("connectors." + system + ".in-flight", () -> IN_FLIGHT);
      registry.add("connectors." + system + ".callback-secret", () -> "secret of " + system);
    }
    registry.add(
        "connectors.workforce.operations-url",
        () -> "http://localhost:" + PEER.port() + "/base/partners/all");
    registry.add("connectors.network.token", () -> "network token");
    registry.add("connectors.billing.username", () -> "turnup");
    registry.add("connectors.billing.password", () -> "billing password");
  }

  /** The outcome, however it comes about, within a time that no call may take. */
  protected static <A> CallOutcome<A> outcomeOf(CompletionStage<CallOutcome<A>> call) {
    return call.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  protected static <A> A answerTo(CompletionStage<CallOutcome<A>> call) {
    CallOutcome<A> outcome = outcomeOf(call);
    Assertions.assertThat(outcome).isInstanceOf(Answer.class);
    return ((Answer<A>) outcome).value();
  }

  /** What was received, by system and id. */
  public static final class Inbox implements InboundMessages {

    private final Map<String, InboundMessage> received = new ConcurrentHashMap<>();
    private volatile boolean full;

    @Override
    public Receipt received(InboundMessage message) {
      if (full) {
        throw new IllegalStateException("the database is gone");
      }
      return received.putIfAbsent(message.system() + " " + message.messageId(), message) == null
          ? Receipt.STORED
          : Receipt.KNOWN;
    }

    public Map<String, InboundMessage> all() {
      return received;
    }

    public void isFull(boolean isFull) {
      full = isFull;
    }
  }

  @Configuration
  @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
  @Import(ConnectorsConfiguration.class)
  static class Application {

    @Bean
    Inbox inbox() {
      return new Inbox();
    }

    @Bean
    Clock clock() {
      return Clock.fixed(NOW, ZoneOffset.UTC);
    }
  }
}
