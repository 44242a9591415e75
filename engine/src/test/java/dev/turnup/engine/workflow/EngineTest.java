package dev.turnup.engine.workflow;

import static org.mockito.Mockito.mock;

import dev.turnup.engine.TestDatabase;
import dev.turnup.engine.order.Fallouts;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.workflow.outside.FakeSteps;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.mybatis.spring.boot.autoconfigure.MybatisAutoConfiguration;
import org.mybatis.spring.boot.autoconfigure.MybatisLanguageDriverAutoConfiguration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
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
 * A test on a real engine and PostgreSQL with models and steps of its own, which the whole
 * application would refuse. All such tests share one small application and one database.
 */
@SpringBootTest(
    classes = {EngineTest.SmallApplication.class, FakeSteps.class},
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      // the web applications look engines up by name, and theirs is the whole application's
      "camunda.bpm.process-engine-name=small",
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.auto-deployment-enabled=false",
      "connectors.workforce.in-flight=4",
      // a call that a test holds must not end by itself before the test has looked
      "connectors.workforce.response-timeout=1m"
    })
public abstract class EngineTest {

  private static final AtomicInteger NUMBER = new AtomicInteger(1_000);

  @Autowired protected RuntimeService runtime;
  @Autowired protected RepositoryService repository;
  @Autowired protected JdbcTemplate jdbc;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", TestDatabase::withTables);
  }

  /** The number of an open order, whose row is there. */
  protected OrderId newOrder() {
    OrderId order = new OrderId("PO-" + NUMBER.incrementAndGet());
    jdbc.update(
        """
        insert into turnup.product_order (id, caller, content_hash, state, customer_id,
               customer_name, customer_tier, order_date)
        values (?, 'crm', '-', 'inProgress', '-', '-', '-', now())
        """,
        order.value());
    return order;
  }

  // no @Configuration, which the whole application would find when it looks for its own
  @ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
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
              pattern =
                  ".*\\.(UuidTypeHandler|OutboundCallStore|TopicPauseStore|DecisionVersionStore|InboxStore|OutsideTaskNews|DeclaredFields|OrderPriority|Relay|InstancesAtOnce|KnownDefinitions|KnownStarts|KnownRights|LeanLoops)"))
  static class SmallApplication {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    Orders orders() {
      return new OrdersInMemory();
    }

    @Bean
    Messages messages(RuntimeService runtime) {
      return new Messages(runtime, mock(Fallouts.class));
    }

    @Bean
    SavePoints savePoints() {
      return new SavePoints();
    }

    /** The engine starts after Flyway, which owns its tables. */
    @Bean
    @DependsOnDatabaseInitialization
    ProcessEnginePlugin afterFlyway() {
      return new AbstractProcessEnginePlugin();
    }
  }
}
