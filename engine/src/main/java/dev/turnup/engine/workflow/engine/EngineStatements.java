package dev.turnup.engine.workflow.engine;

import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.WebApplicationContext;

/**
 * Has the engine's statements, 880 in 55 files of XML, read by a thread of its own while Spring
 * still finds out what there is to put together. The engine would read them once it is built, which
 * is when a start waits for it.
 */
class EngineStatements extends AbstractProcessEnginePlugin
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private final CompletableFuture<Reading> read = new CompletableFuture<>();

  /** Stand-ins alone, which serve no web applications, have no engine. */
  @Override
  public void initialize(ConfigurableApplicationContext application) {
    if (application instanceof WebApplicationContext) {
      Thread reader =
          new Thread(() -> read.completeAsync(Reading::new, Runnable::run), "engine-statements");
      reader.setDaemon(true);
      reader.start();
      application.getBeanFactory().registerSingleton("engineStatements", this);
    }
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    engine.setSqlSessionFactory(read.join().getSqlSessionFactory());
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl engine) {
    read.join().database.setTargetDataSource(engine.getDataSource());
  }

  /** An engine for Spring's transactions, as far as its statements. */
  private static final class Reading extends StandaloneProcessEngineConfiguration {

    /** Stands for the database until that is there. */
    private final DelegatingDataSource database = new DelegatingDataSource();

    Reading() {
      setDatabaseType(DbSqlSessionFactory.POSTGRES);
      setTransactionsExternallyManaged(true);
      setDataSource(database);
      initTransactionFactory();
      initSqlSessionFactory();
    }
  }
}
