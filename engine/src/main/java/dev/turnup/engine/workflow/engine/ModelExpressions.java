package dev.turnup.engine.workflow.engine;

import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;

/**
 * Expressions of models: they know the delegates by name, and they are evaluated where an instance,
 * a task or a start is. The engine evaluates the expressions that came with a query, or were saved
 * with a filter, nowhere; there they are refused (CVE-2026-109432), but for the two texts that make
 * a list in Tasklist one's own and one of today.
 */
class ModelExpressions extends JuelExpressionManager {

  /** Whoever looks at the list. */
  static final String CURRENT_USER = "${currentUser()}";

  /** The engine's time. */
  static final String NOW = "${now()}";

  private static final Set<String> IN_LISTS = Set.of(CURRENT_USER, NOW);

  ModelExpressions(ExpressionBeans beans) {
    super(beans);
  }

  @Override
  public Expression createExpression(String expression) {
    return new JuelExpression(createValueExpression(expression), this, expression) {
      @Override
      public Object getValue(VariableScope scope, BaseDelegateExecution context) {
        if (scope == null && !IN_LISTS.contains(expression)) {
          throw new BadUserRequestException("expressions are forbidden in queries");
        }
        return super.getValue(scope, context);
      }
    };
  }
}
