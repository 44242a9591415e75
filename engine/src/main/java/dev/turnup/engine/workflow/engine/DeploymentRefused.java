package dev.turnup.engine.workflow.engine;

import dev.turnup.engine.workflow.rules.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.bpmn.parser.ResourceReportImpl;

/** A deployment breaks rules; the Modeler shows each with its element and line. */
class DeploymentRefused extends ParseException {

  private static final long serialVersionUID = 1L;

  DeploymentRefused(List<Violation> violations) {
    super(
        violations.stream().map(Violation::toString).collect(Collectors.joining("\n")),
        violations.get(0).resource(),
        List.of(),
        List.of());
    resorceReports.clear();
    violations.stream()
        .collect(Collectors.groupingBy(Violation::resource))
        .forEach(
            (resource, those) ->
                resorceReports.add(
                    new ResourceReportImpl(
                        resource,
                        those.stream().<Problem>map(BrokenRule::new).toList(),
                        List.of())));
  }

  private record BrokenRule(Violation violation) implements Problem {

    @Override
    public String getMessage() {
      return violation.message();
    }

    @Override
    public int getLine() {
      return violation.line();
    }

    @Override
    public int getColumn() {
      return violation.column();
    }

    @Override
    public String getMainElementId() {
      return violation.element();
    }

    @Override
    public List<String> getElementIds() {
      return List.of(violation.element());
    }
  }
}
