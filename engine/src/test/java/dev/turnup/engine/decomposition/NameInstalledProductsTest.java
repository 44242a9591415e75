package dev.turnup.engine.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.ItemAction;
import org.junit.jupiter.api.Test;

class NameInstalledProductsTest {

  private final Planning planning = new Planning();
  private final NameInstalledProducts nameInstalledProducts =
      new NameInstalledProducts(planning.orders, planning.tables);

  @Test
  void findsAnItemThatNamesOne() {
    assertThat(
            nameInstalledProducts.ofOrder(
                planning.accepted(
                    Planning.item("1", "tv-basic"),
                    AnItem.numbered("2").asking(ItemAction.DELETE).about("P-1").item())))
        .isTrue();
  }

  @Test
  void findsNoneInAnOrderForNewProductsThatShareNothing() {
    assertThat(nameInstalledProducts.ofOrder(planning.accepted(Planning.item("1", "mobile-line"))))
        .isFalse();
  }

  @Test
  void findsAnItemThatMayShareWhatIsThere() {
    assertThat(nameInstalledProducts.ofOrder(planning.accepted(Planning.item("1", "tv-basic"))))
        .isTrue();
  }
}
