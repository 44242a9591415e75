package dev.turnup.engine.activation;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.ComponentAction;
import dev.turnup.engine.decomposition.Specification.PointOfNoReturn;
import org.junit.jupiter.api.Test;

class ChooseActivationTest {

  private final Planning planning = new Planning();

  @Test
  void takesTheModelThatTheCatalogueNames() {
    Component line = planning.the(planning.decomposed(item("1", "mobile-line")), "mobile-line");

    assertThat(new ChooseActivation(planning.components).forComponent(line.id()))
        .isEqualTo(line.specification().activationProcess())
        .isEqualTo("service-activation");
  }

  @Test
  void takesTheModelThatUndoesWhatIsToEnd() {
    InternetOrder internet = new InternetOrder();
    internet
        .doing(ComponentAction.CEASE, internet.accessLine, internet.router)
        .specified(PointOfNoReturn.NONE, "router-collection", internet.router);
    ChooseActivation chooseActivation = new ChooseActivation(internet.components);

    assertThat(chooseActivation.forComponent(internet.accessLine)).isEqualTo("service-cease");
    assertThat(chooseActivation.forComponent(internet.router)).isEqualTo("router-collection");
  }
}
