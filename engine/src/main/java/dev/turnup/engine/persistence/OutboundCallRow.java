package dev.turnup.engine.persistence;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCall;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of {@code outbound_call}. */
record OutboundCallRow(
    String key,
    String topic,
    String orderId,
    String subject,
    String externalTaskId,
    String state,
    String request,
    @Nullable String answer,
    @Nullable String failureCode,
    @Nullable String failureMessage,
    int attempts) {

  OutboundCall call() {
    return new OutboundCall(
        new CallKey(key),
        topic,
        new OrderId(orderId),
        subject,
        externalTaskId,
        OutboundCall.State.valueOf(state.toUpperCase(Locale.ROOT)),
        request,
        Optional.ofNullable(answer),
        Optional.ofNullable(failureCode)
            .map(
                code ->
                    new Failure(
                        systemOf(topic), code, Optional.ofNullable(failureMessage).orElse(""))),
        attempts);
  }

  static String systemOf(String topic) {
    return topic.substring(0, topic.indexOf('.'));
  }

  /** Many rows, column by column, in the order of their keys: the order in which all lock them. */
  record Columns(
      String[] keys,
      String[] topics,
      String[] orderIds,
      String[] subjects,
      String[] tasks,
      String[] states,
      String[] requests,
      @Nullable String[] answers,
      @Nullable String[] failureCodes,
      @Nullable String[] failureMessages,
      Integer[] attempts) {

    static Columns of(Collection<OutboundCall> calls) {
      List<OutboundCall> sorted =
          calls.stream().sorted(Comparator.comparing(call -> call.key().value())).toList();
      return new Columns(
          texts(sorted, call -> call.key().value()),
          texts(sorted, OutboundCall::topic),
          texts(sorted, call -> call.order().value()),
          texts(sorted, OutboundCall::subject),
          texts(sorted, OutboundCall::task),
          texts(sorted, call -> call.state().code()),
          texts(sorted, OutboundCall::request),
          texts(sorted, call -> call.answer().orElse(null)),
          texts(sorted, call -> call.failure().map(Failure::code).orElse(null)),
          texts(sorted, call -> call.failure().map(Failure::message).orElse(null)),
          sorted.stream().map(OutboundCall::attempts).toArray(Integer[]::new));
    }

    private static String[] texts(
        List<OutboundCall> calls, Function<OutboundCall, @Nullable String> column) {
      return calls.stream().map(column).toArray(String[]::new);
    }
  }
}
