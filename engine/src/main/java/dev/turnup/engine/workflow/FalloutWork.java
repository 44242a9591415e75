package dev.turnup.engine.workflow;

import dev.turnup.engine.fallout.WaitingDecisions;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.problem.WaitingWork;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/** The running instances of the model that settles fallouts. */
@Component
class FalloutWork implements WaitingWork, WaitingDecisions {

  private static final String FIND_PROBLEM = "Task_FindProblem";
  private static final String WAIT_FOR_PROBLEM = "Task_WaitForProblem";
  private static final String PROBLEM_OVERDUE = "BoundaryEvent_ProblemOverdue";

  private final Messages messages;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final Clock clock;

  FalloutWork(
      Messages messages, RuntimeService runtime, ManagementService management, Clock clock) {
    this.messages = messages;
    this.runtime = runtime;
    this.management = management;
    this.clock = clock;
  }

  /**
   * What waits and does not hear, being suspended, looks as soon as it can: the time is up until
   * which it was to wait.
   */
  @Override
  public boolean lookAgain(OrderId order, FalloutId fallout) {
    return messages.problemChanged(order, fallout)
        || Passing.unlessOvertaken("fallout " + fallout, () -> endWaiting(order, fallout));
  }

  private boolean endWaiting(OrderId order, FalloutId fallout) {
    List<Job> timers =
        at(WAIT_FOR_PROBLEM, order, fallout).stream()
            .flatMap(
                waiting ->
                    management
                        .createJobQuery()
                        .processInstanceId(waiting.getProcessInstanceId())
                        .activityId(PROBLEM_OVERDUE)
                        .list()
                        .stream())
            .toList();
    timers.forEach(timer -> management.setJobDuedate(timer.getId(), Date.from(clock.instant())));
    return !timers.isEmpty();
  }

  @Override
  public boolean isAboutToLook(OrderId order, FalloutId fallout) {
    return !at(FIND_PROBLEM, order, fallout).isEmpty();
  }

  private List<Execution> at(String step, OrderId order, FalloutId fallout) {
    return runtime
        .createExecutionQuery()
        .processInstanceBusinessKey(order.value())
        .processVariableValueEquals(Variables.FALLOUT_ID.name(), Variables.FALLOUT_ID.kept(fallout))
        .activityId(step)
        .list();
  }

  @Override
  public boolean takenBack(OrderId order, FalloutId fallout) {
    return messages.decisionTakenBack(order, fallout);
  }
}
