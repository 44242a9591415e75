package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.AnyOperation;
import dev.turnup.connectors.sandbox.standin.AskByKey;
import dev.turnup.connectors.sandbox.standin.Call;
import dev.turnup.connectors.sandbox.standin.EffectRow;
import dev.turnup.connectors.sandbox.standin.Json;
import dev.turnup.connectors.sandbox.standin.Operation;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import dev.turnup.connectors.sandbox.standin.Reply;
import dev.turnup.connectors.sandbox.standin.StandIn;
import dev.turnup.connectors.sandbox.standin.Work;
import dev.turnup.connectors.sandbox.standin.Work.Done;
import dev.turnup.connectors.sandbox.standin.Work.Performed;
import dev.turnup.connectors.sandbox.systems.Messages.Message;
import java.util.List;
import java.util.Optional;

/** Receives notices to customers: by a webhook, and by mail ({@link MailReceiver}). */
public final class MessagingStandIn implements StandIn {

  private static final String NOTICES = "/notices";

  private final Messages messages;
  private final AnyOperation anyOperation;
  private final List<Operation> operations;
  private final Operation receiveMail;

  public MessagingStandIn(Messages messages, AskByKey askByKey, AnyOperation anyOperation) {
    this.messages = messages;
    this.anyOperation = anyOperation;
    this.receiveMail = Operation.post("send-mail", "/mails", Work.effect(this::receiveMail));
    this.operations =
        List.of(
            askByKey.of(this, NOTICES),
            askByKey.of(this, AnyOperation.PATH),
            Operation.post("post-notice", NOTICES, Work.effect(this::receiveNotice)),
            receiveMail,
            anyOperation.operation());
  }

  @Override
  public OutsideSystem system() {
    return OutsideSystem.MESSAGING;
  }

  @Override
  public List<Operation> operations() {
    return operations;
  }

  /** What the mail receiver asks for each mail; it may be posted as well. */
  Operation receiveMail() {
    return receiveMail;
  }

  private Performed receiveNotice(Call call) {
    return receive(call, "webhook");
  }

  private Performed receiveMail(Call call) {
    return receive(call, "mail");
  }

  private Performed receive(Call call, String channel) {
    JsonNode body = call.body();
    long number =
        messages.keep(
            new Message(
                channel,
                call.key().orElseThrow(),
                Json.text(body, "/orderId").or(call.involved()::order),
                Json.text(body, "/recipient"),
                Json.text(body, "/subject"),
                Json.text(body, "/text").orElse("")),
            call.at());
    String id = "MSG-" + number;
    ObjectNode answer = Json.object().put("id", id).put("status", "completed");
    Json.text(body, "/kind").ifPresent(kind -> answer.put("kind", kind));
    Json.text(body, "/subject").ifPresent(subject -> answer.put("subject", subject));
    return new Done(Reply.created(answer), id, Optional.empty());
  }

  @Override
  public Optional<JsonNode> resource(EffectRow effect) {
    return effect.operation().equals("perform-operation")
        ? Optional.of(anyOperation.resource(effect))
        : effect.answer();
  }
}
