package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.fallout.OpenFallout;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.FalloutId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** Raises the incident on itself, where it stays until the fallout is closed. */
@Component
class OpenFalloutDelegate extends OwnWork {

  /** The incident's type, as Cockpit shows it. */
  private static final String FELL_OUT = "fellOut";

  private final OpenFallout openFallout;
  private final PersonsWork personsWork;

  OpenFalloutDelegate(OpenFallout openFallout, PersonsWork personsWork) {
    this.openFallout = openFallout;
    this.personsWork = personsWork;
  }

  @Override
  void run(DelegateExecution execution) {
    FalloutId fallout = FALLOUT_ID.from(execution);
    CaseFile file =
        openFallout.of(
            ORDER_ID.from(execution),
            fallout,
            situation -> execution.createIncident(FELL_OUT, fallout.toString(), situation).getId());
    personsWork.show(execution, file);
  }
}
