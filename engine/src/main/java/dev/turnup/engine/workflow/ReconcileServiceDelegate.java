package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_ID;
import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;

import dev.turnup.engine.billing.ReconcileService;
import dev.turnup.engine.billing.ReconcileService.Reconciliation;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ReconcileServiceDelegate extends OwnWork {

  private static final Variable<Boolean> RECONCILED = Variable.flag("reconciled").passing();
  private static final Variable<Boolean> BILLED_BEFORE = Variable.flag("billedBefore").passing();

  private final ReconcileService reconcileService;

  ReconcileServiceDelegate(ReconcileService reconcileService) {
    this.reconcileService = reconcileService;
  }

  @Override
  void run(DelegateExecution execution) {
    Reconciliation reconciliation = reconcileService.forComponent(COMPONENT_ID.from(execution));
    RECONCILED.on(execution, reconciliation.agreed());
    BILLED_BEFORE.on(execution, reconciliation.billedBefore());
    reconciliation.fallout().ifPresent(fallout -> FALLOUT_ID.on(execution, fallout));
  }
}
