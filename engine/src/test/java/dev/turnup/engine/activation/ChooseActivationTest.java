package dev.turnup.engine.activation;

import static dev.turnup.engine.Planning.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Component;
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
}
