package dev.turnup.connectors.messaging;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.CallOutcome.Failure;
import dev.turnup.connectors.CallOutcome.RequestRejected;
import dev.turnup.connectors.ConnectorSettings;
import dev.turnup.connectors.OperationCalls;
import dev.turnup.connectors.RouteCalls;
import dev.turnup.connectors.Tmf;
import dev.turnup.connectors.Tmf.RelatedEntity;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

@Component
class MessagingCalls extends OperationCalls implements MessagingConnector {

  private final boolean sendsMail;

  MessagingCalls(ConnectorSettings settings, ProducerTemplate routes, Clock clock) {
    super("messaging", new RouteCalls("messaging", settings.messaging().webhook(), routes, clock));
    this.sendsMail = settings.messaging().sendsMail();
  }

  private record NewNotice(
      String id,
      String kind,
      String orderId,
      String recipient,
      String customer,
      String subject,
      String text,
      List<RelatedEntity> relatedEntity) {}

  @Override
  public CompletionStage<CallOutcome<Accepted>> sendMail(Call call, Mail mail) {
    if (!sendsMail) {
      return CompletableFuture.completedFuture(
          new RequestRejected<>(
              new Failure(
                  "messaging", "no-mail-server", "connectors.messaging.smtp-host is empty")));
    }
    return routes
        .call("messaging.send-mail", call)
        .header("Content-Type", "text/plain; charset=UTF-8")
        .header("To", mail.recipient())
        .header("Subject", mail.subject())
        .header("Message-ID", "<%s@turnup>".formatted(mail.noticeId()))
        .header("X-Turnup-Order", call.subject().order())
        .with(mail.text())
        .answer(new Accepted());
  }

  @Override
  public CompletionStage<CallOutcome<Accepted>> postNotice(Call call, Notice notice) {
    return routes
        .call("messaging.post-notice", call)
        .with(
            new NewNotice(
                notice.noticeId(),
                notice.kind(),
                call.subject().order(),
                notice.recipient(),
                notice.customer(),
                notice.subject(),
                notice.text(),
                Tmf.relatedEntity(call.subject())))
        .answer(new Accepted());
  }
}
