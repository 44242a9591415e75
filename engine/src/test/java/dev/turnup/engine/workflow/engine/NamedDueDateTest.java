package dev.turnup.engine.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Date;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.junit.jupiter.api.Test;

/** A due date that a model takes from a variable. */
class NamedDueDateTest {

  private final Expression value = mock(Expression.class);
  private final VariableScope scope = mock(VariableScope.class);
  private final Expression named = new DeskWork.IfSet("repairDue", value);

  @Test
  void isTheVariables() {
    Date due = new Date(0);
    when(scope.hasVariable("repairDue")).thenReturn(true);
    when(value.getValue(scope)).thenReturn(due);

    assertThat(named.getValue(scope)).isEqualTo(due);
  }

  /** As in instances that began when a step still set it. */
  @Test
  void isNoneWhereNobodyHasSetTheVariable() {
    when(value.getValue(scope)).thenThrow(new IllegalStateException("unknown property repairDue"));

    assertThat(named.getValue(scope)).isNull();
  }
}
