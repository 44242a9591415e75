package dev.turnup.connectors.messaging;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.Operations;
import java.util.concurrent.CompletionStage;

/** How customers are told something: by mail, and by a webhook that other systems listen to. */
public interface MessagingConnector extends Operations {

  /** Topic {@code messaging.send-mail}. Mail servers know no key: an unknown outcome stays so. */
  CompletionStage<CallOutcome<Accepted>> sendMail(Call call, Mail mail);

  /** Topic {@code messaging.post-notice}. The receiver drops a notice whose key it has seen. */
  CompletionStage<CallOutcome<Accepted>> postNotice(Call call, Notice notice);

  /**
   * @param noticeId becomes the Message-ID, so that a receiver can drop a mail that comes twice
   */
  record Mail(String noticeId, String recipient, String subject, String text) {}

  /**
   * @param kind what it tells, e.g. {@code promise-changed}
   * @param recipient where it is to go, as the one who is told named it
   * @param customer id of the customer whom the order is for
   */
  record Notice(
      String noticeId,
      String kind,
      String recipient,
      String customer,
      String subject,
      String text) {}

  /** It was taken over by whoever delivers it. */
  record Accepted() {}
}
