package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.NameInstalledProducts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class NameInstalledProductsDelegate extends OwnWork {

  private final Variable<Boolean> productsNamed = passing(Variable.flag("productsNamed"));

  private final NameInstalledProducts nameInstalledProducts;

  NameInstalledProductsDelegate(NameInstalledProducts nameInstalledProducts) {
    this.nameInstalledProducts = nameInstalledProducts;
  }

  @Override
  void run(DelegateExecution execution) {
    productsNamed.on(execution, nameInstalledProducts.ofOrder(ORDER_ID.from(execution)));
  }
}
