package dev.turnup.engine.workflow;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.order.OrderId;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** Executions with variables, and nothing else of an engine. */
final class Executions {

  static final OrderId ORDER = new OrderId("PO-1007");

  private Executions() {}

  /** Of an order's model, which nobody called. */
  static DelegateExecution of(Map<String, Object> variables) {
    Map<String, Object> kept = new HashMap<>(variables);
    kept.putIfAbsent("orderId", ORDER.value());
    DelegateExecution execution = mock(DelegateExecution.class);
    when(execution.getVariable(anyString()))
        .thenAnswer(call -> kept.get(call.<String>getArgument(0)));
    doAnswer(call -> kept.put(call.getArgument(0), plain(call.getArgument(1))))
        .when(execution)
        .setVariable(anyString(), any());
    when(execution.getProcessBusinessKey()).thenReturn(ORDER.value());
    return execution;
  }

  private static Object plain(Object given) {
    return given instanceof TypedValue typed ? typed.getValue() : given;
  }

  /** Of a model that another called. */
  static DelegateExecution calledBy(DelegateExecution caller, Map<String, Object> variables) {
    DelegateExecution execution = of(variables);
    when(execution.getSuperExecution()).thenReturn(caller);
    return execution;
  }
}
