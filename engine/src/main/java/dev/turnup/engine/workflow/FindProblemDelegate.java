package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.FALLOUT_ID;
import static dev.turnup.engine.workflow.Variables.ORDER_ID;
import static dev.turnup.engine.workflow.Variables.TRY_LATER;

import dev.turnup.engine.problem.FindProblem;
import dev.turnup.engine.problem.FindProblem.Found;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class FindProblemDelegate extends OwnWork {

  private static final Variable<Boolean> WAIT_FOR_PROBLEM = Variable.flag("waitForProblem");
  private static final Variable<Boolean> PROBLEM_SOLVED = Variable.flag("problemSolved");
  private static final Variable<Instant> PROBLEM_OVERDUE_AT = Variable.moment("problemOverdueAt");

  private final FindProblem findProblem;

  FindProblemDelegate(FindProblem findProblem) {
    this.findProblem = findProblem;
  }

  @Override
  void run(DelegateExecution execution) {
    Found found = findProblem.of(ORDER_ID.from(execution), FALLOUT_ID.from(execution));
    boolean solved = found instanceof Found.Solved;
    WAIT_FOR_PROBLEM.on(execution, found instanceof Found.Open);
    PROBLEM_SOLVED.on(execution, solved);
    // nobody is asked about it
    TRY_LATER.on(execution, solved);
    if (found instanceof Found.Open open) {
      PROBLEM_OVERDUE_AT.on(execution, open.overdueAt());
    }
  }
}
