package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ESCALATION_ID;

import dev.turnup.engine.escalation.ChooseLevel;
import dev.turnup.engine.escalation.Escalation.Told;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class ChooseLevelDelegate extends OwnWork {

  private static final Variable<Integer> ESCALATION_LEVEL = Variable.number("escalationLevel");
  private static final Variable<String> ESCALATION_GROUP = Variable.text("escalationGroup");
  private static final Variable<Instant> RESPOND_BY = Variable.moment("escalationRespondBy");

  private final ChooseLevel chooseLevel;

  ChooseLevelDelegate(ChooseLevel chooseLevel) {
    this.chooseLevel = chooseLevel;
  }

  @Override
  void run(DelegateExecution execution) {
    Told told = chooseLevel.forEscalation(ESCALATION_ID.from(execution));
    ESCALATION_LEVEL.on(execution, told.level());
    ESCALATION_GROUP.on(execution, told.group());
    RESPOND_BY.on(execution, told.respondBy());
  }
}
