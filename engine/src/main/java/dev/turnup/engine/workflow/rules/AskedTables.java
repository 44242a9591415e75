package dev.turnup.engine.workflow.rules;

import dev.turnup.engine.decomposition.DecompositionTables;
import dev.turnup.engine.delivery.CustomersTerms;
import dev.turnup.engine.delivery.JudgeMissedVisit;
import dev.turnup.engine.desk.AssignWork;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.escalation.ChooseLevel;
import dev.turnup.engine.escalation.JudgePromises;
import dev.turnup.engine.escalation.StepTimes;
import dev.turnup.engine.fallout.SuggestResolution;
import dev.turnup.engine.kpi.JudgeKpis;
import dev.turnup.engine.order.DecisionTable;
import dev.turnup.engine.order.PrioritiseOrder;
import dev.turnup.engine.problem.FindProblem;
import dev.turnup.engine.scheduling.ChooseTechnician;
import dev.turnup.engine.scheduling.ShareVisit;
import dev.turnup.engine.workflow.outside.RetryPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The decision tables that Turnup itself asks; what others answer is the analyst's business. */
final class AskedTables {

  private static final Map<String, DecisionTable> BY_KEY =
      Stream.concat(
              DecompositionTables.ALL.stream(),
              Stream.of(
                  AssignWork.TABLE,
                  CustomersTerms.TABLE,
                  JudgeMissedVisit.TABLE,
                  JudgePromises.TABLE,
                  SeekApproval.TABLE,
                  SuggestResolution.TABLE,
                  ChooseLevel.TABLE,
                  ChooseTechnician.TABLE,
                  FindProblem.TABLE,
                  JudgeKpis.TABLE,
                  PrioritiseOrder.TABLE,
                  RetryPolicy.TABLE,
                  ShareVisit.TABLE,
                  StepTimes.TABLE))
          .collect(Collectors.toMap(DecisionTable::key, Function.identity()));

  private AskedTables() {}

  static Optional<DecisionTable> named(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}
