package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailReceiverTest {

  private SandboxUnderTest sandbox;

  @BeforeEach
  void startsTheSandbox() {
    sandbox = new SandboxUnderTest();
  }

  @AfterEach
  void stopsTheSandbox() throws SQLException {
    sandbox.close();
  }

  private void send(String noticeId, String text) throws MessagingException {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(sandbox.sandbox().smtpPort()));
    properties.setProperty("mail.smtp.timeout", "1000");
    MimeMessage mail =
        new MimeMessage(Session.getInstance(properties)) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<%s@turnup>".formatted(noticeId));
          }
        };
    mail.setFrom(new InternetAddress("turnup@example.org"));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress("ada@example.org"));
    mail.setHeader("X-Turnup-Order", "PO-1");
    mail.setSubject("Ihr neuer Termin für morgen", "UTF-8");
    mail.setText(text, "UTF-8");
    Transport.send(mail);
  }

  private JsonNode mails() {
    return sandbox.control("GET", "/sandbox/messaging/messages?order=PO-1", "");
  }

  @Test
  void keepsAMailOnce() throws MessagingException {
    send("N-1", "We come on Friday.\r\n.\r\nSchöne Grüße");
    send("N-1", "We come on Friday.\r\n.\r\nSchöne Grüße");

    assertThat(mails()).hasSize(1);
    JsonNode mail = mails().get(0);
    assertThat(mail.at("/channel").asText()).isEqualTo("mail");
    assertThat(mail.at("/recipient").asText()).isEqualTo("ada@example.org");
    assertThat(mail.at("/subject").asText()).isEqualTo("Ihr neuer Termin für morgen");
    assertThat(mail.at("/body").asText()).isEqualTo("We come on Friday.\r\n.\r\nSchöne Grüße");
    assertThat(sandbox.effects("messaging").at("/0/requests").asInt()).isEqualTo(2);
    assertThat(sandbox.effects("messaging").at("/0/effects").asInt()).isEqualTo(1);
  }

  @Test
  void isDownWhenItWasTold() throws MessagingException {
    sandbox.fault("messaging", "{\"mode\": \"down\", \"operation\": \"send-mail\"}");

    assertThatThrownBy(() -> send("N-1", "Hello")).hasMessageContaining("421");

    sandbox.control("DELETE", "/sandbox/messaging/faults", "");
    send("N-1", "Hello");
    assertThat(mails()).hasSize(1);
  }

  @Test
  void refusesConnectionsWhileNoticesStillComeIn() throws MessagingException {
    sandbox.fault("messaging", "{\"mode\": \"refuse\", \"operation\": \"send-mail\"}");

    assertThatThrownBy(() -> send("N-1", "Hello"))
        .rootCause()
        .isInstanceOf(java.net.ConnectException.class);
    assertThat(sandbox.post("messaging", "/notices", "n1", Asked.notice()).status()).isEqualTo(201);

    sandbox.control("DELETE", "/sandbox/messaging/faults", "");
    send("N-2", "Hello");
    assertThat(mails()).hasSize(2);
  }

  @Test
  void takesTheMailAndSaysNothing() {
    sandbox.fault(
        "messaging",
        "{\"mode\": \"silent-after-effect\", \"operation\": \"send-mail\", \"times\": 1}");

    assertThatThrownBy(() -> send("N-1", "Hello"))
        .rootCause()
        .isInstanceOf(java.net.SocketTimeoutException.class);
    assertThat(mails()).hasSize(1);
  }

  @Test
  void rejectsAMail() {
    sandbox.fault("messaging", "{\"mode\": \"reject\", \"operation\": \"send-mail\"}");

    assertThatThrownBy(() -> send("N-1", "Hello")).hasMessageContaining("550");
    assertThat(mails()).isEmpty();
  }
}
