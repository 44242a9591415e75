package dev.turnup.engine.workflow.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a start writes, before anything can be asked over HTTP and before any job runs: all of it or
 * nothing, and by one node at a time, so that two that start together make everything once.
 */
@Component
class EngineStart implements SmartInitializingSingleton {

  /** Any number, the same on all nodes. */
  private static final long ONE_NODE_AT_A_TIME = 7_120_622;

  private final ProcessEngine engine;
  private final TransactionTemplate transaction;
  private final JdbcClient database;
  private final TaskLists lists;
  private final FirstLogins logins;
  private final BundledModels models;

  EngineStart(
      ProcessEngine engine,
      TransactionTemplate transaction,
      JdbcClient database,
      TaskLists lists,
      FirstLogins logins,
      BundledModels models) {
    this.engine = engine;
    this.transaction = transaction;
    this.database = database;
    this.lists = lists;
    this.logins = logins;
    this.models = models;
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(
        status -> {
          database
              .sql("select pg_advisory_xact_lock(?)::text")
              .param(ONE_NODE_AT_A_TIME)
              .query(String.class)
              .single();
          lists.createIn(engine);
          logins.createIn(engine);
          models.deploy();
        });
  }
}
