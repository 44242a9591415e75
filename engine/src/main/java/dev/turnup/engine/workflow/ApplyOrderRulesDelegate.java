package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.COMPONENT_GROUPS;
import static dev.turnup.engine.workflow.Variables.COMPONENT_IDS;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.ApplyOrderRules;
import dev.turnup.engine.decomposition.ApplyOrderRules.Ruling;
import dev.turnup.engine.decomposition.ApplyOrderRules.Verdict;
import dev.turnup.engine.order.ComponentId;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ApplyOrderRulesDelegate extends OwnWork {

  private static final Variable<Boolean> ORDER_VALID = Variable.flag("orderValid");

  private final Variable<String> orderVerdict = passing(Variable.text("orderVerdict"));
  private final Variable<List<ComponentId>> componentGroups = passingToCaller(COMPONENT_GROUPS);

  private final ApplyOrderRules applyOrderRules;
  private final PersonsWork personsWork;

  ApplyOrderRulesDelegate(ApplyOrderRules applyOrderRules, PersonsWork personsWork) {
    this.applyOrderRules = applyOrderRules;
    this.personsWork = personsWork;
  }

  @Override
  void run(DelegateExecution execution) {
    Ruling ruling = applyOrderRules.forOrder(ORDER_ID.from(execution));
    orderVerdict.on(execution, ruling.verdict().code());
    boolean valid = ruling.verdict() == Verdict.VALID;
    // then the model ends at once, and hands it to its caller
    ORDER_VALID.passingIf(valid).on(execution, valid);
    COMPONENT_IDS.passing().on(execution, ruling.componentsToCheck());
    componentGroups.on(execution, ruling.componentsToCheck());
    ruling.repair().ifPresent(repair -> personsWork.show(execution, repair));
  }
}
