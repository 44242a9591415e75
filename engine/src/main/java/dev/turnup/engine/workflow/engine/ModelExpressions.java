package dev.turnup.engine.workflow.engine;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;

/**
 * Expressions of models, and of models only: they know the delegates by name, and they are
 * evaluated where an instance, a task or a start is. The engine evaluates the expressions that came
 * with a query, or were saved with a filter, nowhere; there they are refused (CVE-2026-109432).
 */
class ModelExpressions extends JuelExpressionManager {

  ModelExpressions(ExpressionBeans beans) {
    super(beans);
  }

  @Override
  public Expression createExpression(String expression) {
    return new JuelExpression(createValueExpression(expression), this, expression) {
      @Override
      public Object getValue(VariableScope scope, BaseDelegateExecution context) {
        if (scope == null) {
          throw new BadUserRequestException("expressions are forbidden in queries");
        }
        return super.getValue(scope, context);
      }
    };
  }
}
