package dev.turnup.engine.decomposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.InstalledBase.Found;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FindInstalledProductsTest {

  private static final ItemId FIRST = new ItemId("1");
  private static final InstalledProduct INTERNET =
      new InstalledProduct(
          "P-1",
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.of("internet-100"),
          Optional.of(new Site("site-7", "7 High Street", "20457")),
          Map.of("speed", "100", "profile", "gold"),
          List.of());

  private final Planning planning = new Planning();
  private final FindInstalledProducts findInstalledProducts =
      new FindInstalledProducts(
          planning.orders,
          planning.installedProducts,
          (key, search) -> new CompletableFuture<>(),
          planning.tables);

  @Test
  void asksOnceForEachProductThatAnItemNames() {
    OrderId order =
        planning.accepted(
            changing("1", "P-1"), changing("2", "P-2"), changing("3", "P-1"), fresh("4"));

    assertThat(findInstalledProducts.requestFor(order).products()).containsExactly("P-1", "P-2");
    assertThat(findInstalledProducts.requestFor(order).sites()).containsExactly(Planning.SITE.id());
    assertThat(findInstalledProducts.intentOf(order)).isEmpty();
  }

  @Test
  void takesFromTheProductWhatTheItemDoesNotSay() {
    OrderId order =
        planning.accepted(
            AnItem.like(changing("1", "P-1")).characterised(Map.of("speed", "300")).item());

    assertThat(found(order, INTERNET)).isEqualTo(StepResult.done());

    OrderItem item = planning.orders.get(order).item(FIRST);
    assertThat(item.offering()).contains("internet-100");
    assertThat(item.site()).map(Site::id).contains("site-7");
    assertThat(item.characteristics()).isEqualTo(Map.of("speed", "300", "profile", "gold"));
  }

  @Test
  void leavesToTheItemWhatItSays() {
    OrderItem item = AnItem.like(changing("1", "P-1")).of("internet-1000").at(Planning.SITE).item();
    OrderId order = planning.accepted(item);

    found(order, INTERNET);

    OrderItem kept = planning.orders.get(order).item(FIRST);
    assertThat(kept.offering()).contains("internet-1000");
    assertThat(kept.site()).contains(Planning.SITE);
  }

  @Test
  void keepsWhatTheInstalledBaseSaidLast() {
    OrderId order = planning.accepted(changing("1", "P-1"), changing("2", "P-2"), fresh("3"));

    found(order, INTERNET);
    assertThat(planning.installedProducts.of(order)).containsExactly(INTERNET);

    found(order);
    assertThat(planning.installedProducts.of(order)).isEmpty();
  }

  private StepResult found(OrderId order, InstalledProduct... products) {
    return findInstalledProducts.record(order, new Found(List.of(products)));
  }

  private static OrderItem changing(String id, String product) {
    return AnItem.numbered(id).asking(ItemAction.MODIFY).about(product).item();
  }

  private static OrderItem fresh(String id) {
    return Planning.item(id, "tv-basic");
  }
}
