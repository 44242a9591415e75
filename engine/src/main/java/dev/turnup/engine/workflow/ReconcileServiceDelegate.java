package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;
import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;

import dev.turnup.engine.billing.ReconcileService;
import dev.turnup.engine.billing.ReconcileService.Reconciliation;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReconcileServiceDelegate extends OwnWork {

  private final Variable<Boolean> reconciled = passing(Variable.flag("reconciled"));
  private final Variable<Boolean> billedBefore = passing(Variable.flag("billedBefore"));

  private final ReconcileService reconcileService;

  ReconcileServiceDelegate(ReconcileService reconcileService) {
    this.reconcileService = reconcileService;
  }

  @Override
  void run(DelegateExecution execution) {
    Reconciliation reconciliation = reconcileService.forComponent(COMPONENT_ID.from(execution));
    reconciled.on(execution, reconciliation.agreed());
    billedBefore.on(execution, reconciliation.billedBefore());
    reconciliation.fallout().ifPresent(fallout -> FALLOUT_ID.on(execution, fallout));
  }
}
