package dev.turnup.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * One model on a real engine. Own work is faked, the models it calls are stubs that wait until the
 * test lets them return, and nothing moves unless the test moves it by name.
 */
abstract class ProcessTest {

  static final String ORDER = "PO-1";
  static final Map<String, Object> SHOWN =
      Map.of(
          "shownOrder", "PO-1",
          "shownCustomer", "Ada",
          "shownAddress", "Elbchaussee 1",
          "shownProduct", "Internet 300",
          "shownSituation", "what happened",
          "shownOptions", "what may be done");

  private static final String WORKER = "test";
  private static final String STUB = "Task_Stub";

  private final ProcessEngine engine = ProcessEngineUnderTest.engine();
  private final RepositoryService repository = engine.getRepositoryService();
  private final RuntimeService runtime = engine.getRuntimeService();
  private final TaskService tasks = engine.getTaskService();
  private final ExternalTaskService outside = engine.getExternalTaskService();
  private final ManagementService management = engine.getManagementService();
  private final HistoryService history = engine.getHistoryService();

  private final String model;
  private final List<String> stubs;
  private final List<String> asked = new ArrayList<>();
  private final Map<String, List<Map<String, Object>>> seen = new LinkedHashMap<>();
  private String deployment = "";
  private @Nullable ProcessInstance started;

  ProcessTest(String model, List<String> stubs) {
    this.model = model;
    this.stubs = stubs;
  }

  @BeforeEach
  void deploy() {
    BpmnAwareTests.init(engine);
    BpmnModelInstance tested = Models.process(model);
    DeploymentBuilder files =
        repository.createDeployment().addModelInstance(model + ".bpmn", tested);
    stubs.forEach(key -> files.addModelInstance(key + ".bpmn", stub(key)));
    deployment = files.deploy().getId();
    ProcessEngineUnderTest.OWN_WORK.clear();
    ownWorkOf(tested)
        .forEach(
            name ->
                ProcessEngineUnderTest.OWN_WORK.put(name, new FakeWork(name, this::rememberAsked)));
  }

  @AfterEach
  void forget() {
    repository.deleteDeployment(deployment, true);
  }

  // the script

  /** What the own work answers: the first time, the second time…, the last one ever after. */
  @SafeVarargs
  final void when(String ownWork, Map<String, Object>... answers) {
    FakeWork work = (FakeWork) ProcessEngineUnderTest.OWN_WORK.get(ownWork);
    assertThat(work).as("%s is asked by %s", ownWork, model).isNotNull();
    List<Map<String, Object>> script = new ArrayList<>();
    for (Map<String, Object> answer : answers) {
      script.add(answer);
    }
    work.answers(script);
  }

  static ArrayList<String> list(String... elements) {
    return new ArrayList<>(Arrays.asList(elements));
  }

  @SafeVarargs
  static ArrayList<ArrayList<String>> groups(ArrayList<String>... groups) {
    ArrayList<ArrayList<String>> all = new ArrayList<>();
    for (ArrayList<String> group : groups) {
      all.add(group);
    }
    return all;
  }

  /** What a form shows of the order, beside other answers. */
  static Map<String, Object> shown(Map<String, Object> others) {
    Map<String, Object> all = new LinkedHashMap<>(others);
    all.putAll(SHOWN);
    return all;
  }

  /** One of several that are at the same place. */
  record Of(String variable, Object value) {}

  static Of of(String variable, Object value) {
    return new Of(variable, value);
  }

  // the moves

  final void start(Map<String, Object> variables) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.put("orderId", ORDER);
    started = runtime.startProcessInstanceByKey(model, ORDER, all);
    BpmnAwareTests.assertThat(started).isStarted().hasProcessDefinitionKey(model);
  }

  /** Runs the one job that waits at the activity. */
  final void runJobOf(String activity) {
    management.executeJob(jobAt(activity).getId());
  }

  /** Runs every job that waits at the activity now. */
  final void runJobsOf(String activity) {
    List<Job> jobs = management.createJobQuery().activityId(activity).list();
    assertThat(jobs).as("jobs of %s", activity).isNotEmpty();
    jobs.forEach(job -> management.executeJob(job.getId()));
  }

  /** Lets the timer go off, whenever it is due. */
  final void fire(String timer) {
    management.executeJob(jobAt(timer).getId());
  }

  final void answer(String topic) {
    answer(topic, Map.of());
  }

  final void answer(String topic, Map<String, Object> variables) {
    outside.complete(locked(only(topic, openTasks(topic))), WORKER, variables);
  }

  final void answer(String topic, Of which, Map<String, Object> variables) {
    outside.complete(locked(only(topic, openTasks(topic, which))), WORKER, variables);
  }

  /** No answer could be had: the step leaves by its boundary. */
  final void fallsOut(String topic) {
    ExternalTask task = only(topic, openTasks(topic));
    fallOut(task, "fallout of " + task.getActivityId());
  }

  final void fallsOut(String topic, Of which) {
    ExternalTask task = only(topic, openTasks(topic, which));
    fallOut(task, "fallout of " + task.getActivityId() + " of " + which.value());
  }

  final void complete(String task, Map<String, Object> submitted) {
    tasks.complete(taskAt(task).getId(), submitted);
  }

  final void message(String name) {
    runtime.createMessageCorrelation(name).processInstanceBusinessKey(ORDER).correlate();
  }

  /** Lets the stub of a called model end, with these variables. */
  final void returns(String called, Map<String, Object> variables) {
    tasks.complete(only(called, stubTasks(called)).getId(), variables);
  }

  final void returns(String called, Of which, Map<String, Object> variables) {
    List<Task> waiting =
        stubTasks(called).stream()
            .filter(task -> which.value().equals(tasks.getVariable(task.getId(), which.variable())))
            .toList();
    tasks.complete(only(called, waiting).getId(), variables);
  }

  // what is true then

  /** Where the tokens are: activities, and the names of called models that have not returned. */
  final void waitsAt(String... places) {
    assertThat(
            runtime.createProcessInstanceQuery().deploymentId(deployment).list().stream()
                .flatMap(this::placesOf))
        .containsExactlyInAnyOrder(places);
  }

  /** Nothing is left, and this was the end of it; or these, where it ended in more than one way. */
  final void endedAt(String... endEvents) {
    waitsAt();
    List<String> ends =
        history
            .createHistoricActivityInstanceQuery()
            .processDefinitionId(definition().getId())
            .orderByHistoricActivityInstanceEndTime()
            .desc()
            .list()
            .stream()
            .filter(end -> end.getActivityType().endsWith("EndEvent"))
            .filter(end -> end.getParentActivityInstanceId().equals(end.getProcessInstanceId()))
            .map(end -> end.getActivityId())
            .toList();
    assertThat(ends).containsExactlyInAnyOrder(endEvents);
    BpmnAwareTests.assertThat(started).isEnded().hasPassed(endEvents);
  }

  /** The own work that was asked since the last look, in its order. */
  final List<String> asked() {
    List<String> since = List.copyOf(asked);
    asked.clear();
    return since;
  }

  /** What the own work could see when it was asked last. */
  final Map<String, Object> seenBy(String ownWork) {
    List<Map<String, Object>> each = eachSeenBy(ownWork);
    return each.get(each.size() - 1);
  }

  /** What the own work could see, each time that it was asked. */
  final List<Map<String, Object>> eachSeenBy(String ownWork) {
    assertThat(seen).containsKey(ownWork);
    return seen.get(ownWork);
  }

  /** Whose work it is, until when and with which form. */
  final void isOffered(String task, String group, Instant due) {
    isOffered(task, group);
    BpmnAwareTests.assertThat(taskAt(task)).hasDueDate(Date.from(due));
  }

  final void isOffered(String task, String group) {
    Task offered = taskAt(task);
    assertThat(
            tasks.getIdentityLinksForTask(offered.getId()).stream().map(IdentityLink::getGroupId))
        .containsExactly(group);
    BpmnAwareTests.assertThat(offered).hasCandidateGroup(group).isNotAssigned();
  }

  /** What the form of the task can show. */
  final Map<String, Object> shownAt(String task) {
    return runtime.getVariablesLocal(taskAt(task).getExecutionId());
  }

  /** What the stub of a called model was given. */
  final Map<String, Object> given(String called) {
    return given(only(called, stubTasks(called)));
  }

  final List<Map<String, Object>> givenToEach(String called) {
    return stubTasks(called).stream().map(this::given).toList();
  }

  /** Variables of the instance, after its end as well. */
  final Object left(String variable) {
    return history
        .createHistoricVariableInstanceQuery()
        .processDefinitionId(definition().getId())
        .variableName(variable)
        .list()
        .stream()
        .filter(found -> found.getActivityInstanceId().equals(found.getProcessInstanceId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + variable))
        .getValue();
  }

  final Instant dueOf(String timer) {
    return jobAt(timer).getDuedate().toInstant();
  }

  /** How long the timer waits at most, to the second. */
  final Duration waitOf(String timer) {
    Job job = jobAt(timer);
    Duration wait = Duration.between(job.getCreateTime().toInstant(), job.getDuedate().toInstant());
    return Duration.ofSeconds(Math.round(wait.toMillis() / 1000.0));
  }

  /** The jobs at the activity never run beside another of the same instance. */
  final void runsOneAtATime(String activity) {
    assertThat(management.createJobQuery().activityId(activity).list())
        .isNotEmpty()
        .allMatch(job -> ((JobEntity) job).isExclusive());
  }

  // how

  private Map<String, Object> given(Task stub) {
    ProcessInstance instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(stub.getProcessInstanceId())
            .singleResult();
    BpmnAwareTests.assertThat(instance).hasBusinessKey(ORDER);
    return runtime.getVariables(stub.getProcessInstanceId());
  }

  private void rememberAsked(String ownWork, Map<String, Object> variables) {
    asked.add(ownWork);
    seen.computeIfAbsent(ownWork, first -> new ArrayList<>()).add(variables);
  }

  private Stream<String> placesOf(ProcessInstance instance) {
    String key = repository.getProcessDefinition(instance.getProcessDefinitionId()).getKey();
    return stubs.contains(key)
        ? Stream.of(key)
        : Stream.concat(
            leavesOf(runtime.getActivityInstance(instance.getId())), waitingJobs(instance));
  }

  private static Stream<String> leavesOf(ActivityInstance node) {
    boolean isLeaf =
        node.getChildActivityInstances().length + node.getChildTransitionInstances().length == 0;
    // a call is at the places of the called model
    boolean isPlace = isLeaf && !node.getActivityType().equals("callActivity");
    return Stream.concat(
        isPlace ? Stream.of(node.getActivityId()) : Stream.empty(),
        Arrays.stream(node.getChildActivityInstances()).flatMap(ProcessTest::leavesOf));
  }

  /** Before an activity or after it; the tree of activities shows some that have run already. */
  private Stream<String> waitingJobs(ProcessInstance instance) {
    return management
        .createJobQuery()
        .processInstanceId(instance.getId())
        .messages()
        .list()
        .stream()
        .map(
            job ->
                management
                    .createJobDefinitionQuery()
                    .jobDefinitionId(job.getJobDefinitionId())
                    .singleResult()
                    .getActivityId());
  }

  private ProcessDefinition definition() {
    return repository
        .createProcessDefinitionQuery()
        .deploymentId(deployment)
        .processDefinitionKey(model)
        .singleResult();
  }

  private Job jobAt(String activity) {
    return only(activity, management.createJobQuery().activityId(activity).list());
  }

  private Task taskAt(String activity) {
    return only(activity, tasks.createTaskQuery().taskDefinitionKey(activity).list());
  }

  private List<Task> stubTasks(String called) {
    return tasks
        .createTaskQuery()
        .taskDefinitionKey(STUB)
        .processDefinitionKey(called)
        .orderByTaskCreateTime()
        .asc()
        .list();
  }

  private List<ExternalTask> openTasks(String topic) {
    return outside.createExternalTaskQuery().topicName(topic).list();
  }

  private List<ExternalTask> openTasks(String topic, Of which) {
    return openTasks(topic).stream()
        .filter(
            task ->
                which.value().equals(runtime.getVariable(task.getExecutionId(), which.variable())))
        .toList();
  }

  private String locked(ExternalTask task) {
    outside.lock(task.getId(), WORKER, 60_000);
    return task.getId();
  }

  private void fallOut(ExternalTask task, String fallout) {
    outside.handleBpmnError(
        locked(task), WORKER, "step-fell-out", "no answer", Map.of("falloutId", fallout));
  }

  private static <T> T only(String place, List<T> found) {
    assertThat(found).as("at %s", place).hasSize(1);
    return found.get(0);
  }

  private static BpmnModelInstance stub(String key) {
    return Bpmn.createExecutableProcess(key)
        .camundaHistoryTimeToLiveString("P1D")
        .startEvent()
        .userTask(STUB)
        .endEvent()
        .done();
  }

  private static List<String> ownWorkOf(BpmnModelInstance tested) {
    return Stream.concat(
            tested.getModelElementsByType(ServiceTask.class).stream()
                .map(ServiceTask::getCamundaDelegateExpression),
            tested.getModelElementsByType(BusinessRuleTask.class).stream()
                .map(BusinessRuleTask::getCamundaDelegateExpression))
        .filter(expression -> expression != null)
        .map(expression -> expression.replaceAll("[${}]", ""))
        .toList();
  }
}
