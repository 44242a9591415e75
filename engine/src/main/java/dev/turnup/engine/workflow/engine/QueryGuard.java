package dev.turnup.engine.workflow.engine;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses a task query that carries an expression, also in one of its or-queries, which the engine
 * evaluates whatever its settings say (CVE-2026-109432; the community line has no fix). It says so
 * before a transaction starts; {@link ModelExpressions} stops what comes in by another way.
 */
class QueryGuard extends CommandInterceptor {

  @Override
  public <T> T execute(Command<T> command) {
    if (command instanceof TaskQueryImpl query
        && query.getQueries().stream().anyMatch(part -> !part.getExpressions().isEmpty())) {
      throw new BadUserRequestException("expressions are forbidden in queries");
    }
    return next.execute(command);
  }
}
