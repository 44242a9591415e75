package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.PrioritiseOrder;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.scheduling.ReplanOrder;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.junit.jupiter.api.Test;

class OrderProcessTest {

  private final RuntimeService runtime = mock(RuntimeService.class);
  private final ReplanOrder replanOrder = mock(ReplanOrder.class);
  private final Messages messages = mock(Messages.class);
  private final OrderProcess process =
      new OrderProcess(
          runtime,
          mock(RepositoryService.class),
          mock(DecisionVersions.class),
          mock(PrioritiseOrder.class),
          mock(RunningPriority.class),
          replanOrder,
          messages,
          mock(PersonsWork.class));

  @Test
  void callsAVisitOffBesideTheDelivery() {
    DeliveryId delivery = new DeliveryId(UUID.randomUUID());

    process.callOff(new OrderId("PO-1"), delivery);

    verify(runtime)
        .startProcessInstanceByKey(
            "visit-cancellation",
            "PO-1",
            Map.of("orderId", "PO-1", "deliveryId", delivery.toString()));
  }

  @Test
  void knowsWhichVisitIsBeingCalledOff() {
    DeliveryId delivery = new DeliveryId(UUID.randomUUID());
    ProcessInstanceQuery query = mock(ProcessInstanceQuery.class, RETURNS_SELF);
    when(runtime.createProcessInstanceQuery()).thenReturn(query);
    when(query.count()).thenReturn(1L, 0L);

    assertThat(process.isBeingCalledOff(new OrderId("PO-1"), delivery)).isTrue();
    assertThat(process.isBeingCalledOff(new OrderId("PO-1"), delivery)).isFalse();
    verify(query, times(2)).processDefinitionKey("visit-cancellation");
    verify(query, times(2)).processInstanceBusinessKey("PO-1");
    verify(query, times(2)).variableValueEquals("deliveryId", delivery.toString());
  }

  /** The engine says so of its own flush, too. */
  @Test
  void tellsWhoIsSlowerFromWhatIsBroken() {
    OrderId order = new OrderId("PO-1");
    ProcessEngineException deadlock =
        new ProcessEngineException(new SQLException("deadlock detected", "40P01"));
    doThrow(deadlock).when(replanOrder).forOrder(any(), any());
    when(messages.cancellationRequested(order)).thenThrow(deadlock);
    DeliveryId delivery = new DeliveryId(UUID.randomUUID());
    when(messages.visitMoved(order, delivery)).thenThrow(deadlock);

    assertThatThrownBy(() -> process.replan(order)).isInstanceOf(StaleVersion.class);
    assertThatThrownBy(() -> process.assessCancellation(order)).isInstanceOf(StaleVersion.class);
    assertThatThrownBy(() -> process.visitMoved(order, delivery)).isInstanceOf(StaleVersion.class);

    doThrow(new ProcessEngineException("a bug")).when(replanOrder).forOrder(any(), any());
    assertThatThrownBy(() -> process.replan(order)).isInstanceOf(ProcessEngineException.class);
  }
}
