package dev.turnup.engine.persistence;

import dev.turnup.engine.fallout.Answer;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.Fallout.Decision;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code fallout}. */
record FalloutRow(
    UUID id,
    String orderId,
    @Nullable UUID componentId,
    @Nullable UUID deliveryId,
    String step,
    String system,
    String code,
    String message,
    @Nullable String callKey,
    int attempts,
    String fingerprint,
    String state,
    @Nullable String owner,
    @Nullable String queue,
    @Nullable String suggestion,
    @Nullable String incidentId,
    OffsetDateTime raisedAt,
    @Nullable OffsetDateTime due,
    @Nullable OffsetDateTime tryLaterAt,
    int undoMinutes,
    int undoRetryMinutes,
    @Nullable String answer,
    @Nullable OffsetDateTime undoUntil,
    @Nullable OffsetDateTime closedAt,
    @Nullable String closedBy,
    @Nullable String decision,
    @Nullable String reason,
    int version) {

  static FalloutRow of(Fallout fallout) {
    StepFellOut what = fallout.what();
    Optional<Closing> closing = fallout.closing();
    return new FalloutRow(
        fallout.id().value(),
        what.order().value(),
        what.component().map(ComponentId::value).orElse(null),
        what.delivery().map(DeliveryId::value).orElse(null),
        what.step(),
        what.failure().system(),
        what.failure().code(),
        what.failure().message(),
        what.call().map(CallKey::value).orElse(null),
        what.attempts(),
        fallout.fingerprint(),
        fallout.state().code(),
        fallout.owner().orElse(null),
        fallout.queue().orElse(null),
        fallout.suggestion().orElse(null),
        fallout.incident().orElse(null),
        Utc.of(fallout.raisedAt()),
        fallout.due().map(Utc::of).orElse(null),
        fallout.tryLaterAt().map(Utc::of).orElse(null),
        fallout.undoMinutes(),
        fallout.undoRetryMinutes(),
        fallout.answer().map(FalloutRow::json).orElse(null),
        fallout.undoUntil().map(Utc::of).orElse(null),
        closing.map(how -> Utc.of(how.at())).orElse(null),
        closing.map(Closing::by).orElse(null),
        closing.map(how -> how.decision().code()).orElse(null),
        closing.map(Closing::reason).orElse(null),
        fallout.version());
  }

  Fallout fallout() {
    return new Fallout(
        new FalloutId(id),
        new StepFellOut(
            new OrderId(orderId),
            Optional.ofNullable(componentId).map(ComponentId::new),
            Optional.ofNullable(deliveryId).map(DeliveryId::new),
            step,
            new Failure(system, code, message),
            Optional.ofNullable(callKey).map(CallKey::new),
            attempts),
        fingerprint,
        raisedAt.toInstant(),
        FalloutState.find(state).orElseThrow(),
        Optional.ofNullable(owner),
        Optional.ofNullable(queue),
        Optional.ofNullable(suggestion),
        Optional.ofNullable(due).map(OffsetDateTime::toInstant),
        Optional.ofNullable(tryLaterAt).map(OffsetDateTime::toInstant),
        undoMinutes,
        undoRetryMinutes,
        Optional.ofNullable(incidentId),
        Optional.ofNullable(answer).map(FalloutRow::answer),
        Optional.ofNullable(undoUntil).map(OffsetDateTime::toInstant),
        closing(),
        version);
  }

  /** What is empty is left out. */
  private static String json(Answer answer) {
    Map<String, String> given = new TreeMap<>();
    given.put("decision", answer.decision());
    given.put("reason", answer.reason());
    given.put("cause", answer.cause());
    given.put("attribute", answer.attribute());
    given.put("value", answer.value());
    given.put("reference", answer.reference());
    given.put("specification", answer.specification());
    given.put("person", answer.person());
    given.values().removeIf(String::isEmpty);
    return Json.of(given);
  }

  private static Answer answer(String json) {
    Map<String, String> given = Json.texts(json);
    return new Answer(
        given.getOrDefault("decision", ""),
        given.getOrDefault("reason", ""),
        given.getOrDefault("cause", ""),
        given.getOrDefault("attribute", ""),
        given.getOrDefault("value", ""),
        given.getOrDefault("reference", ""),
        given.getOrDefault("specification", ""),
        given.getOrDefault("person", ""));
  }

  private Optional<Closing> closing() {
    if (closedAt == null || closedBy == null || decision == null || reason == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Closing(closedAt.toInstant(), closedBy, Decision.find(decision).orElseThrow(), reason));
  }
}
