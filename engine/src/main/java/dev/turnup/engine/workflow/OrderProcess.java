package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.scheduling.ReplanOrder;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/** An order's fulfillment is an instance of {@code order-fulfillment}, by the newest models. */
@Component
class OrderProcess implements Fulfillment {

  private static final String MODEL = "order-fulfillment";
  private static final String FALLOUT = "fallout-resolution";

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final DecisionVersions decisionVersions;
  private final ReplanOrder replanOrder;
  private final Messages messages;

  OrderProcess(
      RuntimeService runtime,
      RepositoryService repository,
      DecisionVersions decisionVersions,
      ReplanOrder replanOrder,
      Messages messages) {
    this.runtime = runtime;
    this.repository = repository;
    this.decisionVersions = decisionVersions;
    this.replanOrder = replanOrder;
    this.messages = messages;
  }

  @Override
  public void start(OrderId id) {
    decisionVersions.pin(id, newest());
    runtime.startProcessInstanceByKey(
        MODEL, id.value(), Map.of(Variables.ORDER_ID.name(), Variables.ORDER_ID.kept(id)));
  }

  @Override
  public void replan(OrderId id) {
    try {
      replanOrder.forOrder(id, delivery -> messages.capacityMoved(id, delivery));
      messages.startConditionsChanged(id);
    } catch (OptimisticLockingException e) {
      throw new StaleVersion("the fulfillment of order " + id, e);
    }
  }

  @Override
  public boolean assessCancellation(OrderId id) {
    try {
      return messages.cancellationRequested(id);
    } catch (ProcessEngineException e) {
      if (Passing.OVERTAKEN.is(e)) {
        throw new StaleVersion("the fulfillment of order " + id, e);
      }
      throw e;
    }
  }

  @Override
  public void endFallouts(OrderId id) {
    runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(id.value())
        .processDefinitionKey(FALLOUT)
        .rootProcessInstances()
        .list()
        .forEach(
            fallout ->
                runtime.deleteProcessInstance(fallout.getId(), "order " + id + " is cancelled"));
  }

  private Map<String, String> newest() {
    return repository.createDecisionDefinitionQuery().latestVersion().list().stream()
        .collect(toMap(DecisionDefinition::getKey, DecisionDefinition::getId));
  }
}
