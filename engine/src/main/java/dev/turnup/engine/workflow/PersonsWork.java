package dev.turnup.engine.workflow;

import dev.turnup.engine.order.Assignment;
import dev.turnup.engine.order.CaseFile;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * What a form shows of the work that comes next, and until when it should be done.
 *
 * @param due the variable that the task takes its due date from
 */
record PersonsWork(Variable<Instant> due) {

  private static final Variable<String> ORDER = Variable.text("shownOrder");
  private static final Variable<String> CUSTOMER = Variable.text("shownCustomer");
  private static final Variable<String> ADDRESS = Variable.text("shownAddress");
  private static final Variable<String> PRODUCT = Variable.text("shownProduct");
  private static final Variable<String> SITUATION = Variable.text("shownSituation");
  private static final Variable<String> OPTIONS = Variable.text("shownOptions");

  static PersonsWork due(String variable) {
    return new PersonsWork(Variable.moment(variable));
  }

  void on(VariableScope scope, Assignment work) {
    due.on(scope, work.due());
    show(scope, work.file());
  }

  static void show(VariableScope scope, CaseFile file) {
    ORDER.on(scope, file.order());
    CUSTOMER.on(scope, file.customer());
    ADDRESS.on(scope, file.address());
    PRODUCT.on(scope, file.product());
    SITUATION.on(scope, file.situation());
    OPTIONS.on(scope, file.options());
  }
}
