package dev.turnup.engine.gateway;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.messaging.MessagingConnector;
import dev.turnup.connectors.messaging.MessagingConnector.Accepted;
import dev.turnup.connectors.messaging.MessagingConnector.Mail;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Messaging;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Outcome;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

@Component
class MessagingGateway implements Messaging {

  private final MessagingConnector connector;

  MessagingGateway(MessagingConnector connector) {
    this.connector = connector;
  }

  @Override
  public CompletionStage<Outcome<Sent>> send(CallKey key, Notice notice) {
    Call call = new Call(key.value(), Call.Subject.ofOrder(notice.order().value()));
    return Calls.outcome(send(call, notice), accepted -> new Sent());
  }

  private CompletionStage<CallOutcome<Accepted>> send(Call call, Notice notice) {
    return switch (notice.channel()) {
      case MAIL ->
          connector.sendMail(
              call,
              new Mail(
                  notice.id().toString(), notice.recipient(), notice.subject(), notice.text()));
      case WEBHOOK ->
          connector.postNotice(
              call,
              new MessagingConnector.Notice(
                  notice.id().toString(),
                  notice.kind(),
                  notice.recipient(),
                  notice.customer(),
                  notice.subject(),
                  notice.text()));
    };
  }
}
