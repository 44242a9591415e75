package dev.turnup.engine.workflow.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a start writes, before anything can be asked over HTTP: all of it or nothing, and by one
 * node at a time, so that two that start together make everything once.
 */
@Component
class EngineStart extends AbstractProcessEnginePlugin {

  /** Any number, the same on all nodes. */
  private static final long ONE_NODE_AT_A_TIME = 7_120_622;

  private final TransactionTemplate transaction;
  private final JdbcClient database;
  private final FirstLogins logins;

  EngineStart(TransactionTemplate transaction, JdbcClient database, FirstLogins logins) {
    this.transaction = transaction;
    this.database = database;
    this.logins = logins;
  }

  @Override
  public void postProcessEngineBuild(ProcessEngine engine) {
    transaction.executeWithoutResult(
        status -> {
          database
              .sql("select pg_advisory_xact_lock(?)::text")
              .param(ONE_NODE_AT_A_TIME)
              .query(String.class)
              .single();
          logins.createIn(engine);
        });
  }
}
