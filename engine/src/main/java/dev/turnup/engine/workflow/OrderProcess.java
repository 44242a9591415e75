package dev.turnup.engine.workflow;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.order.DecisionVersions;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.OrderId;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/** An order's fulfillment is an instance of {@code order-fulfillment}, by the newest models. */
@Component
class OrderProcess implements Fulfillment {

  private static final String MODEL = "order-fulfillment";

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final DecisionVersions decisionVersions;

  OrderProcess(
      RuntimeService runtime, RepositoryService repository, DecisionVersions decisionVersions) {
    this.runtime = runtime;
    this.repository = repository;
    this.decisionVersions = decisionVersions;
  }

  @Override
  public void start(OrderId id) {
    decisionVersions.pin(id, newest());
    runtime.startProcessInstanceByKey(
        MODEL, id.value(), Map.of(Variables.ORDER_ID.name(), Variables.ORDER_ID.kept(id)));
  }

  private Map<String, String> newest() {
    return repository.createDecisionDefinitionQuery().latestVersion().list().stream()
        .collect(toMap(DecisionDefinition::getKey, DecisionDefinition::getId));
  }
}
