package dev.turnup.engine.workflow.outside;

import dev.turnup.engine.operation.OperationAnswer;
import dev.turnup.engine.operation.OutsideSystems;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.workflow.Messages;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes later answers to operations to the models that wait for them. */
@Component
class OperationAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(OperationAnswers.class);

  private final OutboundCalls calls;
  private final Messages messages;

  OperationAnswers(OutboundCalls calls, Messages messages) {
    this.calls = calls;
    this.messages = messages;
  }

  /**
   * Takes an answer to whoever waits for that very call, in the caller's transaction.
   *
   * @return false if somebody will wait for it, but does not yet
   */
  boolean deliver(Inbox.Message message) {
    CallKey key = new CallKey(message.fact("idempotencyKey").orElseThrow());
    Optional<OutboundCall> call =
        calls.find(key).filter(known -> isAbout(known, message)).filter(this::isAwaited);
    if (call.isEmpty()) {
      LOG.info("nobody waits for message {} of {}", message.messageId(), message.system());
    }
    return call.map(awaited -> deliver(message, awaited)).orElse(true);
  }

  private boolean deliver(Inbox.Message message, OutboundCall call) {
    OperationAnswer answer = answer(message, call.key());
    OutsideSystems.Request request = CallJson.read(call.request(), OutsideSystems.Request.class);
    boolean delivered =
        messages.operationAnswered(
            call.order(), call.key(), answer.variables(request.answerAttributes()));
    if (delivered) {
      calls.answeredLater(call.key(), CallJson.of(answer));
    }
    return delivered;
  }

  /** No system answers for another, nor to another order's call. */
  private static boolean isAbout(OutboundCall call, Inbox.Message message) {
    return call.topic().equals(message.system() + ".perform-operation")
        && message.order().equals(Optional.of(call.order()));
  }

  private boolean isAwaited(OutboundCall call) {
    return switch (call.state()) {
      case PREPARED, UNAVAILABLE, UNKNOWN, ANSWERED -> true;
      case APPLIED ->
          call.answer()
              .map(json -> CallJson.read(json, OperationAnswer.class))
              .filter(answer -> answer.state() == OperationAnswer.State.LATER)
              .isPresent();
      case REJECTED, ORPHANED, SKIPPED -> false;
    };
  }

  private static OperationAnswer answer(Inbox.Message message, CallKey key) {
    return message.fact("state").orElseThrow().equals("done")
        ? OperationAnswer.done(key, message.facts())
        : OperationAnswer.refused(
            key, message.fact("code").orElse("rejected"), message.fact("reason").orElse(""));
  }
}
