package dev.turnup.engine.process;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.community.process_test_coverage.core.model.DefaultCollector;
import org.camunda.community.process_test_coverage.core.model.Event;
import org.camunda.community.process_test_coverage.core.model.Run;
import org.camunda.community.process_test_coverage.core.model.Suite;
import org.camunda.community.process_test_coverage.engine.platform7.ExecutionContextModelProvider;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessEngineAdapter;
import org.camunda.community.process_test_coverage.report.CoverageReportUtil;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails after the last test of the class if a flow node or a sequence flow of the model was never
 * passed, and draws in {@code target/process-test-coverage} what was.
 *
 * <p>The library's own extension would set the engine's clock back, which every engine of the test
 * run shares.
 */
final class EveryElement implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final String REPORTS = "target/process-test-coverage";

  private final String model;
  private final DefaultCollector passed = new DefaultCollector(new ExecutionContextModelProvider());

  EveryElement(String model, List<String> stubs) {
    this.model = model;
    passed.setExcludedProcessDefinitionKeys(stubs);
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    String suite = tests.getRequiredTestClass().getName();
    passed.createSuite(new Suite(suite, tests.getDisplayName()));
    passed.activateSuite(suite);
    new ProcessEngineAdapter(ProcessEngineUnderTest.engine(), passed).initializeListeners();
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    passed.createRun(
        new Run(test.getUniqueId(), test.getDisplayName()), passed.getActiveSuite().getId());
    passed.activateRun(test.getUniqueId());
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    CoverageReportUtil.createReport(passed, REPORTS);
    Set<String> neverPassed = elements();
    passed.getActiveSuite().getEvents(model).stream()
        .map(Event::getDefinitionKey)
        .forEach(neverPassed::remove);
    assertThat(neverPassed).as("elements of %s that no test passes", model).isEmpty();
  }

  private Set<String> elements() {
    BpmnModelInstance bundled = Models.process(model);
    return Stream.of(FlowNode.class, SequenceFlow.class)
        .flatMap(type -> bundled.getModelElementsByType(type).stream())
        .map(FlowElement::getId)
        .collect(toCollection(TreeSet::new));
  }
}
