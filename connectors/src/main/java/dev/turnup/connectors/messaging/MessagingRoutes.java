package dev.turnup.connectors.messaging;

import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.ConnectorSettings.MessagingSettings;
import dev.turnup.connectors.InboundMessages;
import dev.turnup.connectors.SystemRoutes;
import jakarta.mail.util.StreamProvider;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.springframework.stereotype.Component;

@Component
class MessagingRoutes extends SystemRoutes {

  private final MessagingSettings settings;

  MessagingRoutes(ConnectorSettings settings, InboundMessages inbound) {
    super("messaging", settings.messaging().webhook(), inbound);
    this.settings = settings.messaging();
  }

  @Override
  protected void routes() {
    tell("messaging.post-notice", "/notices");
    if (settings.sendsMail()) {
      mail();
    }
  }

  /**
   * A mail server is spoken to by a waiting thread, so by one of its own and not by the caller's.
   */
  private void mail() {
    findStreamsOnce();
    String address =
        "%s:%s:%d?from=%s&connectionTimeout=%d&mail.smtp.timeout=%d&mail.smtp.writetimeout=%d"
            .formatted(
                settings.smtpTls() ? "smtps" : "smtp",
                settings.smtpHost(),
                settings.smtpPort(),
                settings.sender(),
                settings.connectTimeout().toMillis(),
                settings.responseTimeout().toMillis(),
                settings.responseTimeout().toMillis());
    if (!settings.smtpUsername().isEmpty()) {
      bindToRegistry(
          "messaging-login",
          new DefaultAuthenticator(settings.smtpUsername(), settings.smtpPassword().value()));
      address += "&authenticator=#bean:messaging-login";
    }
    from("direct:messaging.send-mail")
        .routeId("messaging.send-mail")
        .threads(1, settings.inFlight(), "mail")
        .maxQueueSize(settings.inFlight())
        .callerRunsWhenRejected(false)
        // what only HTTP knows
        .removeHeaders("Idempotency-Key|traceparent|Accept")
        .to(address);
  }

  /** Else each mail looks in all libraries for whoever encodes it, more than once. */
  private static void findStreamsOnce() {
    System.setProperty(
        StreamProvider.class.getName(), StreamProvider.provider().getClass().getName());
  }
}
