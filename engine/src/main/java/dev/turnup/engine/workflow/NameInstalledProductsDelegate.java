package dev.turnup.engine.workflow;

import static dev.turnup.engine.workflow.Variables.ORDER_ID;

import dev.turnup.engine.decomposition.NameInstalledProducts;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

@Component
class NameInstalledProductsDelegate extends OwnWork {

  private static final Variable<Boolean> PRODUCTS_NAMED = Variable.flag("productsNamed").passing();

  private final NameInstalledProducts nameInstalledProducts;

  NameInstalledProductsDelegate(NameInstalledProducts nameInstalledProducts) {
    this.nameInstalledProducts = nameInstalledProducts;
  }

  @Override
  void run(DelegateExecution execution) {
    PRODUCTS_NAMED.on(execution, nameInstalledProducts.ofOrder(ORDER_ID.from(execution)));
  }
}
