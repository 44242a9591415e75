package dev.turnup.connectors.sandbox.standin;

import dev.turnup.connectors.sandbox.standin.Work.Done;
import dev.turnup.connectors.sandbox.standin.Work.Effect;
import dev.turnup.connectors.sandbox.standin.Work.NotDone;
import dev.turnup.connectors.sandbox.standin.Work.Performed;
import dev.turnup.connectors.sandbox.standin.Work.Question;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where a stand-in's requests are worked on: each in one transaction, an effect once for its key,
 * and what is to go wrong found out.
 */
public final class Desk {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final TransactionTemplate transaction;
  private final Faults faults;
  private final Requests requests;
  private final Effects effects;
  private final Callbacks callbacks;

  public Desk(
      TransactionTemplate transaction,
      Faults faults,
      Requests requests,
      Effects effects,
      Callbacks callbacks) {
    this.transaction = transaction;
    this.faults = faults;
    this.requests = requests;
    this.effects = effects;
    this.callbacks = callbacks;
  }

  /**
   * What is to be answered, and what goes wrong with answering it.
   *
   * @param operation for people
   */
  public record Treatment(String operation, Reply reply, Optional<Fault> fault) {}

  Treatment treat(StandIn standIn, HttpMethod method, Call call) {
    for (Operation operation : standIn.operations()) {
      if (operation.method().equals(method)) {
        Optional<Map<String, String>> variables = operation.path().match(call.path());
        if (variables.isPresent()) {
          Call addressed = call.with(variables.get());
          if (operation.when().test(addressed)) {
            return treat(standIn, operation, addressed);
          }
        }
      }
    }
    return new Treatment(
        "unknown",
        Reply.problem(
            404,
            "unknown-operation",
            "the %s knows no %s %s".formatted(standIn.system().code(), method, call.path())),
        Optional.empty());
  }

  /** As {@link #treat(StandIn, HttpMethod, Call)}, the operation being known. */
  public Treatment treat(StandIn standIn, Operation operation, Call call) {
    return transaction.execute(
        status -> {
          OutsideSystem system = standIn.system();
          Call struck = call.with(faults.strike(system, operation.name(), call.involved()));
          Reply reply = replyTo(standIn, operation, struck);
          requests.came(system, operation.name(), struck, statusSent(struck, reply));
          return new Treatment(operation.name(), reply, struck.fault());
        });
  }

  private Reply replyTo(StandIn standIn, Operation operation, Call call) {
    OutsideSystem system = standIn.system();
    if (operation.work() instanceof Question question) {
      return refusal(system, call).orElseGet(() -> question.answer().apply(call));
    }
    if (call.key().isEmpty()) {
      return Reply.problem(
          400, "missing-idempotency-key", "what is to be done needs the header Idempotency-Key");
    }
    EffectRow row = effects.asked(system, operation.name(), call.key().get(), call);
    return refusal(system, call)
        .orElseGet(() -> once(standIn, (Effect) operation.work(), row, call));
  }

  private Reply once(StandIn standIn, Effect effect, EffectRow row, Call call) {
    if (!row.asks(call)) {
      return Reply.problem(
          409, "key-in-use", "key %s was used with other content".formatted(row.key()));
    }
    if (row.done() || row.pending()) {
      return again(standIn, row);
    }
    if (effect.later().isPresent()
        && call.fault().filter(it -> it.mode().callsBack()).isPresent()) {
      Done accepted = effect.later().get().accept(call);
      effects.answered(row.id(), accepted.reply(), Optional.of(accepted.resource()));
      callbacks.tellWhenDone(
          standIn.system(), effect.later().get().eventType(), row.id(), call.at(), call.fault());
      return accepted.reply();
    }
    Performed performed = effect.perform().apply(call);
    if (performed instanceof Done done) {
      effects.done(row.id(), done, call.at());
      return done.reply();
    }
    Reply reply = ((NotDone) performed).reply();
    effects.answered(row.id(), reply, Optional.empty());
    return reply;
  }

  /** The answer that was given; what was only accepted then is told as it is now. */
  private static Reply again(StandIn standIn, EffectRow row) {
    Reply first = new Reply(row.done() ? 200 : 202, row.answer().orElseThrow(), Map.of());
    return row.wasAccepted() && row.done()
        ? standIn.resource(row).map(Reply::ok).orElse(first)
        : first;
  }

  /** What a fault answers that keeps anything from being done. */
  private static Optional<Reply> refusal(OutsideSystem system, Call call) {
    return call.fault()
        .filter(fault -> fault.mode().refuses())
        .map(
            fault ->
                switch (fault.mode()) {
                  case OVERLOAD ->
                      Reply.problem(429, "overloaded", "too many requests at once")
                          .with(
                              "Retry-After", Long.toString(fault.delayOr(RETRY_AFTER).toSeconds()));
                  case REJECT ->
                      Reply.problem(
                          422, "rejected", "the %s does not accept this".formatted(system.code()));
                  case DOWN ->
                      Reply.problem(
                          503, "out-of-service", "the %s is down".formatted(system.code()));
                  default ->
                      Reply.problem(
                          500, "internal-error", "the %s has failed".formatted(system.code()));
                });
  }

  private static Optional<Integer> statusSent(Call call, Reply reply) {
    if (call.suffers(FaultMode.RESET) || call.suffers(FaultMode.SILENT_AFTER_EFFECT)) {
      return Optional.empty();
    }
    return Optional.of(call.suffers(FaultMode.GARBAGE) ? 200 : reply.status());
  }
}
