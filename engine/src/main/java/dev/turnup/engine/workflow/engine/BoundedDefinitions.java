package dev.turnup.engine.workflow.engine;

import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.ProcessDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Gives a question for definitions the limit that it does not name. Cockpit asks for all versions
 * of a model without one, and would be refused.
 */
class BoundedDefinitions extends CommandInterceptor {

  private final int limit;

  BoundedDefinitions(int limit) {
    this.limit = limit;
  }

  @Override
  public <T> T execute(Command<T> command) {
    if ((command instanceof ProcessDefinitionQueryImpl
            || command instanceof DecisionDefinitionQueryImpl)
        && command instanceof AbstractQuery<?, ?> query
        && query.getMaxResults() == Integer.MAX_VALUE) {
      query.setMaxResults(limit);
    }
    return next.execute(command);
  }
}
