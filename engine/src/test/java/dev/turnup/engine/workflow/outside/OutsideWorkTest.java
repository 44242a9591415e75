package dev.turnup.engine.workflow.outside;

import static org.awaitility.Awaitility.await;

import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.workflow.Variables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.awaitility.core.ConditionFactory;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.mybatis.spring.boot.autoconfigure.MybatisAutoConfiguration;
import org.mybatis.spring.boot.autoconfigure.MybatisLanguageDriverAutoConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Outside work on a real engine, PostgreSQL and Camel, with steps whose system does what the test
 * says. Its own small application: the steps of the whole one cannot be held still.
 */
@SpringBootTest(
    classes = OutsideWorkTest.SmallApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.auto-deployment-enabled=false",
      "connectors.workforce.in-flight=4",
      "connectors.workforce.connect-timeout=1s",
      "connectors.workforce.response-timeout=1s"
    })
abstract class OutsideWorkTest {

  static final String EFFECT = "workforce.do-it";
  static final String QUESTION = "workforce.tell-it";

  /** Topics whose breaker may open, each for one test. */
  static final String AWAY = "workforce.be-away";

  static final String AWAY_AGAIN = "workforce.be-away-again";
  static final String AWAY_LONG = "workforce.stay-away";

  private static final AtomicInteger NUMBER = new AtomicInteger(1_000);

  @Autowired FakeStep effect;
  @Autowired FakeStep question;
  @Autowired FakeStep away;
  @Autowired TopicWorkers workers;
  @Autowired Workshop shop;
  @Autowired Topics topics;
  @Autowired RuntimeService runtime;
  @Autowired ExternalTaskService externalTasks;
  @Autowired JdbcTemplate jdbc;
  @Autowired FakeFallouts fallouts;
  @Autowired FakePolicy policy;
  @Autowired private RepositoryService repository;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", TestDatabase::empty);
  }

  @BeforeEach
  void deploy() {
    if (repository.createProcessDefinitionQuery().count() == 0) {
      for (String topic : List.of(EFFECT, QUESTION, AWAY, AWAY_AGAIN, AWAY_LONG)) {
        repository.createDeployment().addModelInstance(topic + ".bpmn", model(topic)).deploy();
      }
    }
    for (FakeStep step : List.of(effect, question, away)) {
      step.reset();
    }
    fallouts.raised.clear();
    policy.reset();
  }

  @AfterEach
  void clear() {
    effect.release(FakeStep.DONE);
    question.release(FakeStep.DONE);
    away.release(FakeStep.DONE);
    runtime
        .createProcessInstanceQuery()
        .list()
        .forEach(
            instance ->
                runtime.deleteProcessInstanceIfExists(
                    instance.getId(), "over", true, true, true, true));
    soon().until(() -> !workers.isBusy());
  }

  static BpmnModelInstance model(String topic) {
    return Bpmn.createExecutableProcess(topic.replace('.', '-'))
        .camundaHistoryTimeToLive(1)
        .startEvent()
        .serviceTask("Task_Outside")
        .camundaExternalTask(topic)
        .boundaryEvent("BoundaryEvent_Interrupting")
        .message("interrupt")
        .userTask("Task_Interrupted")
        .endEvent()
        .moveToActivity("Task_Outside")
        .boundaryEvent("BoundaryEvent_FellOut")
        .error("step-fell-out")
        .userTask("Task_FellOut")
        .endEvent()
        .moveToActivity("Task_Outside")
        .userTask("Task_After")
        .endEvent()
        .done();
  }

  /** An order of its own, whose process stands at the task of this topic. */
  Case startCase(String topic) {
    OrderId order = new OrderId("PO-" + NUMBER.incrementAndGet());
    ComponentId component = new ComponentId(UUID.randomUUID());
    jdbc.update(
        """
        insert into turnup.product_order (id, caller, content_hash, state, customer_id,
               customer_name, customer_tier, order_date)
        values (?, 'crm', '-', 'inProgress', '-', '-', '-', now())
        """,
        order.value());
    ProcessInstance instance =
        runtime.startProcessInstanceByKey(
            topic.replace('.', '-'),
            order.value(),
            Map.of(
                Variables.ORDER_ID.name(), order.value(),
                Variables.COMPONENT_ID.name(), component.toString()));
    return new Case(order, component, instance.getId());
  }

  /** An order with one process. */
  record Case(OrderId order, ComponentId component, String instance) {}

  String at(Case order) {
    return String.join(",", runtime.getActiveActivityIds(order.instance()));
  }

  ExternalTask task(Case order) {
    return externalTasks
        .createExternalTaskQuery()
        .processInstanceId(order.instance())
        .singleResult();
  }

  /** The state of the order's call in the book. */
  String noted(Case order) {
    return String.join(
        ",",
        jdbc.queryForList(
            "select state from turnup.outbound_call where order_id = ?",
            String.class,
            order.order().value()));
  }

  String answer(Case order) {
    return jdbc.queryForObject(
        "select answer::text from turnup.outbound_call where order_id = ?",
        String.class,
        order.order().value());
  }

  void awaitAt(String activity, Case order) {
    soon().until(() -> at(order).equals(activity));
  }

  static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
  }

  /** Keeps what fell out. */
  static final class FakeFallouts implements Fallouts {
    final List<StepFellOut> raised = new CopyOnWriteArrayList<>();

    @Override
    public FalloutId raise(StepFellOut what) {
      raised.add(what);
      return new FalloutId(UUID.randomUUID());
    }
  }

  /** The table {@code retry-policy}. */
  static final class FakePolicy implements Decisions {
    volatile int givesUpAfter;
    volatile int seconds;
    final List<Map<String, Object>> asked = new CopyOnWriteArrayList<>();

    void reset() {
      givesUpAfter = 3;
      seconds = 0;
      asked.clear();
    }

    @Override
    public Answer one(OrderId order, String table, Map<String, Object> inputs) {
      asked.add(inputs);
      boolean giveUp = (Integer) inputs.get("attempts") >= givesUpAfter;
      return new Answer(table, Map.of("giveUp", giveUp, "retryAfterSeconds", seconds));
    }

    @Override
    public List<Answer> all(OrderId order, String table, Map<String, Object> inputs) {
      return List.of(one(order, table, inputs));
    }
  }

  // no @Configuration, which the whole application would find when it looks for its own
  @ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    MybatisLanguageDriverAutoConfiguration.class,
    MybatisAutoConfiguration.class,
    CamundaBpmAutoConfiguration.class,
    CamelAutoConfiguration.class
  })
  @AutoConfigurationPackage(basePackages = "dev.turnup.engine.persistence")
  @ComponentScan(
      basePackages = "dev.turnup.engine.workflow.outside",
      excludeFilters =
          @Filter(
              type = FilterType.REGEX,
              pattern = ".*(OutsideSteps|KeptMessages|MessageCourier|Test.*)"))
  @ComponentScan(
      basePackages = {"dev.turnup.engine.persistence", "dev.turnup.engine.workflow.engine"},
      useDefaultFilters = false,
      includeFilters =
          @Filter(
              type = FilterType.REGEX,
              pattern = ".*\\.(OutboundCallStore|TopicPauseStore|OutsideTaskNews)"))
  static class SmallApplication {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    /** The engine starts after Flyway, which owns its tables. */
    @Bean
    @DependsOnDatabaseInitialization
    ProcessEnginePlugin afterFlyway() {
      return new AbstractProcessEnginePlugin();
    }

    @Bean
    FakeStep effect() {
      return new FakeStep(true);
    }

    @Bean
    FakeStep question() {
      return new FakeStep(false);
    }

    @Bean
    FakeStep away() {
      return new FakeStep(true);
    }

    @Bean
    FakeFallouts fallouts() {
      return new FakeFallouts();
    }

    @Bean
    FakePolicy policy() {
      return new FakePolicy();
    }

    @Bean
    Topics topics(FakeStep effect, FakeStep question, FakeStep away) {
      return new Topics(
          List.of(
              topic(EFFECT, effect),
              topic(QUESTION, question),
              topic(AWAY, away),
              topic(AWAY_AGAIN, away),
              topic(AWAY_LONG, away)));
    }

    private static Topic<?, ?, ?> topic(String name, FakeStep step) {
      return new Topic<>(
          name, Variables.COMPONENT_ID, step, FakeStep.Ask.class, FakeStep.Told.class);
    }
  }
}
