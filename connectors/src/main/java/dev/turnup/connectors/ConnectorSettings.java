package dev.turnup.connectors;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outside systems are reached: {@code connectors.<system>.*}.
 *
 * @param messaging the webhook for notices, and the mail server
 */
@ConfigurationProperties("connectors")
public record ConnectorSettings(
    SystemSettings network,
    SystemSettings inventory,
    SystemSettings billing,
    SystemSettings workforce,
    MessagingSettings messaging) {

  public ConnectorSettings {
    require(network != null && network.baseUrl() != null, "network");
    require(inventory != null && inventory.baseUrl() != null, "inventory");
    require(billing != null && billing.baseUrl() != null, "billing");
    require(workforce != null && workforce.baseUrl() != null, "workforce");
    require(messaging != null && messaging.baseUrl() != null, "messaging");
  }

  private static void require(boolean given, String system) {
    if (!given) {
      throw new IllegalArgumentException(
          "connectors.%s.base-url is missing: set it to the address of the %s system"
              .formatted(system, system));
    }
  }

  /**
   * One outside system.
   *
   * @param baseUrl http or https; a path before the paths of the standards is allowed
   * @param operationsUrl where the operations go that have no contract of their own; {@code null}:
   *     to the system itself
   * @param connectTimeout how long a connection may take, TLS included
   * @param responseTimeout how long the whole answer may take once there is a connection
   * @param inFlight how many calls of one topic may be under way from one node
   * @param token sent as a Bearer token, if there is one
   * @param username sent with {@code password} as HTTP Basic, if there is one
   * @param callbackSecret what the system must say in {@code X-Callback-Secret}; without one its
   *     callbacks are refused
   */
  public record SystemSettings(
      URI baseUrl,
      @Nullable URI operationsUrl,
      @DefaultValue("2s") Duration connectTimeout,
      @DefaultValue("10s") Duration responseTimeout,
      @DefaultValue("16") int inFlight,
      @DefaultValue("") Secret token,
      @DefaultValue("") String username,
      @DefaultValue("") Secret password,
      @DefaultValue("") Secret callbackSecret) {

    /** Where the operations go that have no contract of their own. */
    public URI operations() {
      return operationsUrl == null ? URI.create(base() + "/operations") : operationsUrl;
    }

    /** The address of {@code path} at the system. */
    URI at(String path) {
      return URI.create(base() + path);
    }

    private String base() {
      return baseUrl.toString().replaceAll("/+$", "");
    }

    /** After this a call has no answer, whatever the connection still says. */
    public Duration longestCall() {
      return connectTimeout.plus(responseTimeout);
    }
  }

  /**
   * Messaging: a system as the others, and a mail server.
   *
   * @param smtpHost mail server; no mail is sent where it is empty
   * @param smtpUsername with {@code smtpPassword}, if the mail server wants a login
   * @param smtpTls whether the connection starts with TLS
   * @param sender whose name the mails bear
   */
  public record MessagingSettings(
      URI baseUrl,
      @Nullable URI operationsUrl,
      @DefaultValue("2s") Duration connectTimeout,
      @DefaultValue("10s") Duration responseTimeout,
      @DefaultValue("16") int inFlight,
      @DefaultValue("") Secret token,
      @DefaultValue("") String username,
      @DefaultValue("") Secret password,
      @DefaultValue("") Secret callbackSecret,
      @DefaultValue("") String smtpHost,
      @DefaultValue("25") int smtpPort,
      @DefaultValue("") String smtpUsername,
      @DefaultValue("") Secret smtpPassword,
      @DefaultValue("false") boolean smtpTls,
      @DefaultValue("turnup@localhost") String sender) {

    /** Whether there is a mail server. */
    public boolean sendsMail() {
      return !smtpHost.isEmpty();
    }

    /** The webhook's part. */
    public SystemSettings webhook() {
      return new SystemSettings(
          baseUrl,
          operationsUrl,
          connectTimeout,
          responseTimeout,
          inFlight,
          token,
          username,
          password,
          callbackSecret);
    }
  }
}
