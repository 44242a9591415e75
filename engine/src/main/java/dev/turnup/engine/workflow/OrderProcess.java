package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.delivery.LeftVisits;
import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.PrioritiseOrder;
import dev.turnup.engine.scheduling.ReplanOrder;
import dev.turnup.engine.scheduling.RunningDeliveries;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/**
 * An order's fulfillment is an instance of {@code order-fulfillment}, by the newest models; beside
 * it are instances for what the order does not wait for.
 */
@Component
class OrderProcess implements Fulfillment, RunningDeliveries, LeftVisits {

  private static final String MODEL = "order-fulfillment";
  private static final String FALLOUT = "fallout-resolution";
  private static final String CANCELLATION = "visit-cancellation";

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final DecisionVersions decisionVersions;
  private final PrioritiseOrder prioritiseOrder;
  private final RunningPriority runningPriority;
  private final ReplanOrder replanOrder;
  private final Messages messages;
  private final PersonsWork personsWork;

  OrderProcess(
      RuntimeService runtime,
      RepositoryService repository,
      DecisionVersions decisionVersions,
      PrioritiseOrder prioritiseOrder,
      RunningPriority runningPriority,
      ReplanOrder replanOrder,
      Messages messages,
      PersonsWork personsWork) {
    this.runtime = runtime;
    this.repository = repository;
    this.decisionVersions = decisionVersions;
    this.prioritiseOrder = prioritiseOrder;
    this.runningPriority = runningPriority;
    this.replanOrder = replanOrder;
    this.messages = messages;
    this.personsWork = personsWork;
  }

  @Override
  public void start(OrderId id) {
    decisionVersions.pin(id, newest());
    runtime.startProcessInstanceByKey(
        MODEL,
        id.value(),
        Map.of(
            Variables.ORDER_ID.name(), Variables.ORDER_ID.kept(id),
            Variables.ORDER_PRIORITY.name(),
                Variables.ORDER_PRIORITY.kept(prioritiseOrder.of(id))));
  }

  @Override
  public void prioritise(OrderId id) {
    unlessOvertaken(
        id,
        () -> {
          runningPriority.become(id, prioritiseOrder.of(id));
          return true;
        });
  }

  @Override
  public void replan(OrderId id) {
    unlessOvertaken(
        id,
        () -> {
          replanOrder.forOrder(id, delivery -> messages.capacityMoved(id, delivery));
          messages.startConditionsChanged(id);
          personsWork.showWish(id);
          return true;
        });
  }

  @Override
  public boolean visitMoved(OrderId id, DeliveryId delivery) {
    return toldOfVisit(id, () -> messages.visitMoved(id, delivery));
  }

  @Override
  public boolean otherVisitWanted(OrderId id, DeliveryId delivery) {
    return toldOfVisit(id, () -> messages.otherVisitWanted(id, delivery));
  }

  @Override
  public void callOff(OrderId id, DeliveryId delivery) {
    runtime.startProcessInstanceByKey(
        CANCELLATION,
        id.value(),
        Map.of(
            Variables.ORDER_ID.name(), Variables.ORDER_ID.kept(id),
            Variables.DELIVERY_ID.name(), Variables.DELIVERY_ID.kept(delivery)));
  }

  @Override
  public boolean isBeingCalledOff(OrderId id, DeliveryId delivery) {
    return runtime
            .createProcessInstanceQuery()
            .processDefinitionKey(CANCELLATION)
            .processInstanceBusinessKey(id.value())
            .variableValueEquals(Variables.DELIVERY_ID.name(), Variables.DELIVERY_ID.kept(delivery))
            .count()
        > 0;
  }

  private boolean toldOfVisit(OrderId id, Supplier<Boolean> telling) {
    return unlessOvertaken(
        id,
        () -> {
          boolean waited = telling.get();
          if (!waited) {
            messages.startConditionsChanged(id);
          }
          return waited;
        });
  }

  @Override
  public void showNotes(OrderId id) {
    unlessOvertaken(
        id,
        () -> {
          personsWork.showNotes(id);
          return true;
        });
  }

  @Override
  public boolean assessCancellation(OrderId id) {
    return unlessOvertaken(id, () -> messages.cancellationRequested(id));
  }

  private static boolean unlessOvertaken(OrderId id, Supplier<Boolean> move) {
    return Passing.unlessOvertaken("the fulfillment of order " + id, move);
  }

  @Override
  public void endFallouts(OrderId id) {
    runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(id.value())
        .processDefinitionKeyIn(FALLOUT, CANCELLATION)
        .rootProcessInstances()
        .list()
        .forEach(
            beside ->
                runtime.deleteProcessInstance(beside.getId(), "order " + id + " is cancelled"));
  }

  private Map<String, String> newest() {
    return repository.createDecisionDefinitionQuery().latestVersion().list().stream()
        .collect(toMap(DecisionDefinition::getKey, DecisionDefinition::getId));
  }
}
