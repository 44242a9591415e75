package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;
import static dev.turnup.engine.Planning.relying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecomposeItemsTest {

  private final Planning planning = new Planning();

  @Test
  void sharesLineAndDevicesAmongTheItemsOfASite() {
    OrderId order =
        decomposed(item("1", "internet-300"), item("2", "tv-basic"), item("3", "voice-basic"));

    assertThat(planning.components.of(order))
        .extracting(Component::name)
        .containsExactly("internet-access", "iptv", "voice-line", "access-line", "ont", "router");
    assertThat(planning.the(order, "access-line").item()).isEqualTo(new ItemId("1"));
    assertThat(planning.the(order, "iptv").item()).isEqualTo(new ItemId("2"));
    assertThat(planning.the(order, "iptv").reliesOn()).isEqualTo(lineAndDevices(order));
    assertThat(planning.the(order, "internet-access").reliesOn()).isEqualTo(lineAndDevices(order));
  }

  @Test
  void sharesNothingBetweenSites() {
    OrderId order = decomposed(item("1", "tv-basic"), at(item("2", "tv-basic"), "site-2", "20457"));

    assertThat(planning.named(order, "access-line")).hasSize(2);
    Component far =
        planning.named(order, "iptv").stream()
            .filter(c -> c.site().equals(Optional.of("site-2")))
            .findFirst()
            .orElseThrow();
    assertThat(far.reliesOn())
        .allMatch(id -> planning.components.get(id).site().equals(Optional.of("site-2")));
  }

  @Test
  void takesUnitsFromTheCharacteristicThatTheCatalogueNames() {
    OrderId order = decomposed(item("1", "internet-300"));

    assertThat(planning.the(order, "internet-access").specification().capacity())
        .contains(new CapacityNeed("bandwidth", 300));
    assertThat(planning.the(order, "internet-access").availability())
        .isEqualTo(new Availability.Unchecked());
    assertThat(planning.the(order, "router").availability())
        .isEqualTo(new Availability.NotNeeded());
  }

  @Test
  void letsABundlesItemsInheritItsSite() {
    OrderItem bundle = item("1", "triple-play");
    OrderItem part = item("1.1", "tv-basic");
    OrderId order = decomposed(bundle, AnItem.like(part).partOf("1").nowhere().item());

    assertThat(planning.findings.of(order)).isEmpty();
    assertThat(planning.the(order, "iptv").site()).contains(Planning.SITE.id());
  }

  @Test
  void letsItemsRelyOnOthers() {
    OrderId order = decomposed(relying(item("1", "internet-300"), "2"), item("2", "tv-basic"));

    Component iptv = planning.the(order, "iptv");
    assertThat(planning.the(order, "internet-access").reliesOn()).contains(iptv.id());
    assertThat(planning.the(order, "access-line").reliesOn()).isEmpty();
  }

  @Test
  void namesThePathOfACycleAmongItems() {
    OrderId order =
        decomposed(
            relying(item("1", "internet-300"), "2"),
            relying(item("2", "tv-basic"), "3"),
            relying(item("3", "voice-basic"), "1"));

    assertThat(planning.findings.of(order))
        .containsExactly(
            new Finding("cyclic-relation", Optional.of(new ItemId("1")), "1 → 2 → 3 → 1"));
    assertThat(planning.components.of(order)).isEmpty();
  }

  @Test
  void namesThePathOfACycleInTheCatalogue() {
    planning.tables.component("router", "resource", "", 1, true, "voice-line", false);

    OrderId order = decomposed(item("1", "voice-basic"));

    assertThat(planning.findings.of(order))
        .extracting(Finding::detail)
        .containsAnyOf("router → voice-line → router", "voice-line → router → voice-line");
    planning.tables.component("router", "resource", "", 1, true, "ont", false);
    planning.tables.component("ont", "resource", "", 1, true, "router", false);
    OrderId other = decomposed(item("1", "voice-basic"));
    assertThat(planning.findings.of(other))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("cyclic-relation");
              assertThat(finding.detail()).isIn("ont → router → ont", "router → ont → router");
            });
  }

  @Test
  void letsWhatItemsShareRelyOnWhatEachHasOfItsOwn() {
    planning.tables.component("router", "resource", "", 1, true, "iptv, mobile-line", false);
    planning.tables.component("iptv", "CFS", "", 1, false, "access-line", true);

    OrderId order =
        decomposed(
            item("1", "internet-300"),
            item("2", "tv-basic"),
            item("3", "tv-basic"),
            AnItem.like(item("4", "mobile-line")).nowhere().item());

    assertThat(planning.the(order, "router").reliesOn())
        .containsExactlyInAnyOrderElementsOf(
            planning.components.of(order).stream()
                .filter(component -> component.name().equals("iptv"))
                .map(Component::id)
                .toList())
        .hasSize(2);
  }

  @Test
  void findsWhatIsUnknown() {
    OrderItem removed = item("2", "tv-basic");
    OrderId order =
        decomposed(
            item("1", "carrier-pigeon"), AnItem.like(removed).asking(ItemAction.DELETE).item());

    assertThat(planning.findings.of(order))
        .containsExactly(
            new Finding("unknown-offering", Optional.of(new ItemId("1")), "carrier-pigeon"),
            new Finding("missing-product", Optional.of(new ItemId("2")), "none is named"));
  }

  @Test
  void findsEverythingAtOnce() {
    OrderId order =
        decomposed(relying(item("1", "tv-basic"), "9"), at(item("2", "tv-basic"), "far", "99999"));

    assertThat(planning.findings.of(order))
        .containsExactly(
            new Finding("unknown-item-relation", Optional.of(new ItemId("1")), "item 9"),
            new Finding("unknown-territory", Optional.of(new ItemId("2")), "postal code 99999"));
  }

  @Test
  void findsWhatIsMissingOnceAnItem() {
    OrderItem internet = item("1", "internet-300");
    OrderItem tv = item("2", "tv-basic");
    OrderId order =
        decomposed(
            AnItem.like(internet).characterised(Map.of("speed", "fast")).item(),
            AnItem.like(tv).nowhere().item(),
            at(item("3", "voice-basic"), "site-3", "99999"));

    assertThat(planning.findings.of(order))
        .extracting(Finding::code, finding -> finding.item().orElseThrow().value())
        .containsExactly(
            tuple("missing-characteristic", "1"),
            tuple("missing-site", "2"),
            tuple("unknown-territory", "3"),
            tuple("illegal-characteristic", "1"));
  }

  @Test
  void findsAnOrderThatAsksForNothing() {
    OrderItem bundle = item("1", "tv-basic");
    OrderId order = decomposed(AnItem.like(bundle).asking(ItemAction.NO_CHANGE).item());

    assertThat(planning.findings.of(order))
        .extracting(Finding::code)
        .containsExactly("nothing-to-fulfil");
  }

  @Test
  void makesComponentsOfComponentsToAnyLevel() {
    planning.tables.component("splitter", "resource", "", "1", false, "", false);
    planning.tables.component("cabinet", "resource", "", "1", false, "", false);
    planning.tables.madeOf("access-line", List.of(SampleTables.shared("splitter")));
    planning.tables.madeOf("splitter", List.of(SampleTables.part("cabinet", "order")));

    OrderId order = decomposed(item("1", "internet-300"), item("2", "tv-basic"));

    assertThat(planning.named(order, "splitter")).hasSize(1);
    assertThat(planning.named(order, "cabinet")).hasSize(1);
  }

  @Test
  void stopsWhereATableGoesDeeperAndDeeper() {
    planning.tables.product("deep", List.of(SampleTables.own("c0")));
    for (int i = 0; i < 20; i++) {
      planning.tables.madeOf("c" + i, List.of(SampleTables.own("c" + (i + 1))));
    }

    assertThatThrownBy(() -> decomposed(item("1", "deep")))
        .isInstanceOf(Undecided.class)
        .hasMessage("decompose-component goes deeper than 16 levels: c17");
  }

  @Test
  void givesAComponentWhatTheTableMapsAndPassesItOn() {
    planning.tables.component("internet-access", "CFS", "bandwidth", "down", false, "", true);
    planning.tables.product(
        "internet-300",
        List.of(
            Map.of(
                "component",
                "internet-access",
                "quantity",
                1,
                "sharedWithin",
                "item",
                "characteristics",
                Map.of("down", 300L, "ratio", 0.5, "fast", true, "name", "x"))));

    OrderId order = decomposed(item("1", "internet-300"));

    Map<String, String> mapped = Map.of("down", "300", "ratio", "0.5", "fast", "true", "name", "x");
    assertThat(planning.the(order, "internet-access").characteristics()).isEqualTo(mapped);
    assertThat(planning.the(order, "internet-access").specification().capacity())
        .contains(new CapacityNeed("bandwidth", 300));
    assertThat(planning.the(order, "router").characteristics()).isEqualTo(mapped);
  }

  @Test
  void givesASharedComponentWhatAllItsItemsSay() {
    OrderId order =
        decomposed(
            item("1", "internet-300"),
            AnItem.like(item("2", "tv-basic"))
                .characterised(Map.of("speed", "50", "package", "sports"))
                .item());

    assertThat(planning.the(order, "router").characteristics())
        .isEqualTo(Map.of("speed", "300", "package", "sports"));
    assertThat(planning.the(order, "iptv").characteristics()).containsEntry("speed", "50");
  }

  @Test
  void givesASharedComponentWhatIsSaidOfItAtAnyLevel() {
    planning.tables.component("splitter", "resource", "", "1", false, "", false);
    planning.tables.madeOf("internet-access", List.of(characterised("access-line", Map.of())));
    planning.tables.madeOf("iptv", List.of(characterised("router", Map.of())));
    planning.tables.madeOf("router", List.of(characterised("access-line", Map.of("voip", true))));
    planning.tables.madeOf("access-line", List.of(SampleTables.shared("splitter")));

    OrderId order = decomposed(item("1", "internet-300"), item("2", "tv-basic"));

    assertThat(planning.the(order, "access-line").characteristics())
        .isEqualTo(Map.of("voip", "true"));
    assertThat(planning.the(order, "splitter").characteristics()).isEqualTo(Map.of("voip", "true"));
  }

  @Test
  void asksForNothingForWhatStaysAsItIsButForItsParts() {
    OrderId order =
        decomposed(
            AnItem.like(item("1", "voice-basic")).asking(ItemAction.NO_CHANGE).item(),
            AnItem.like(item("1.1", "tv-basic")).partOf("1").item());

    assertThat(planning.named(order, "voice-line")).isEmpty();
    assertThat(planning.named(order, "iptv")).hasSize(1);
  }

  @Test
  void knowsAProductByItsSpecificationToo() {
    planning.tables.product("fibre-tv", List.of(SampleTables.own("iptv")));

    OrderId order = decomposed(AnItem.like(item("1", "tv-basic")).specifiedAs("fibre-tv").item());

    assertThat(planning.named(order, "iptv")).hasSize(1);
    assertThat(planning.findings.of(order)).isEmpty();
  }

  @Test
  void judgesAProductByItsSpecificationToo() {
    planning.tables.product("internet-fibre", List.of(SampleTables.own("internet-access")));
    planning.tables.retire("internet-fibre", "internet-300");

    OrderId order =
        decomposed(
            AnItem.like(item("1", "internet-300"))
                .specifiedAs("internet-fibre")
                .characterised(Map.of("colour", "blue"))
                .item());

    assertThat(planning.findings.of(order))
        .extracting(Finding::code)
        .contains("retired-offering", "missing-characteristic", "unknown-characteristic");
  }

  @Test
  void findsAnOrderThatAsksForTooMuch() {
    planning.tables.product(
        "lines", List.of(Map.of("component", "iptv", "quantity", 60_000, "sharedWithin", "item")));

    OrderId order = decomposed(item("1", "lines"));

    assertThat(planning.findings.of(order))
        .containsExactly(new Finding("too-many-components", Optional.empty(), "over 50000"));
  }

  @Test
  void findsAnOrderInWhichTooMuchReliesOnTooMuch() {
    List<OrderItem> items = new ArrayList<>();
    items.add(AnItem.like(item("1", "voice-basic")).asking(ItemAction.NO_CHANGE).item());
    for (int i = 0; i < 450; i++) {
      items.add(AnItem.like(item("a" + i, "mobile-line")).partOf("1").item());
      items.add(relying(item("b" + i, "mobile-line"), "1"));
    }

    OrderId order = decomposed(items.toArray(OrderItem[]::new));

    assertThat(planning.components.of(order)).isEmpty();
    assertThat(planning.findings.of(order))
        .containsExactly(
            new Finding("too-many-components", Optional.empty(), "over 200000 relations"));
  }

  @Test
  void sendsSomebodyToTheFirstWhoAsksAndHasASite() {
    for (String service : List.of("mobile-line", "iptv", "voice-line")) {
      planning.tables.madeOf(service, List.of(SampleTables.part("router", "order")));
    }

    OrderId order =
        decomposed(
            AnItem.like(item("1", "mobile-line")).nowhere().item(),
            item("2", "tv-basic"),
            at(item("3", "voice-basic"), "far", "99999"));

    assertThat(planning.findings.of(order)).isEmpty();
    Component router = planning.the(order, "router");
    assertThat(router.item()).isEqualTo(new ItemId("2"));
    assertThat(router.site()).isEqualTo(planning.the(order, "iptv").site());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reliesOn     | ont (done)   | output reliesOn of component-specification is "ont (done)"
          kind         | CSF          | output kind of component-specification is "CSF"
          chargingMode | ''           | output chargingMode of component-specification is empty
          """)
  void saysWhatIsWrongInTheTableOfComponents(String output, String cell, String problem) {
    planning.tables.cell("iptv", output, cell);

    assertThatThrownBy(() -> decomposed(item("1", "tv-basic")))
        .isInstanceOf(Undecided.class)
        .hasMessageContaining(problem);
  }

  @Test
  void replacesWhatWasDecomposedBefore() {
    OrderId order = decomposed(item("1", "tv-basic"));
    List<ComponentId> before = planning.components.of(order).stream().map(Component::id).toList();

    planning.decomposeItems.forOrder(order);

    assertThat(planning.components.of(order)).hasSize(before.size());
    assertThat(planning.components.of(order))
        .extracting(Component::id)
        .doesNotContainAnyElementsOf(before);
  }

  private OrderId decomposed(OrderItem... items) {
    OrderId order = planning.accepted(items);
    planning.decomposeItems.forOrder(order);
    return order;
  }

  private Set<ComponentId> lineAndDevices(OrderId order) {
    return Set.of(
        planning.the(order, "access-line").id(),
        planning.the(order, "ont").id(),
        planning.the(order, "router").id());
  }

  private static Map<String, Object> characterised(
      String component, Map<String, Object> characteristics) {
    Map<String, Object> part = new HashMap<>(SampleTables.shared(component));
    part.put("characteristics", characteristics);
    return part;
  }

  private static OrderItem at(OrderItem item, String site, String postalCode) {
    return AnItem.like(item).at(new Site(site, "elsewhere", postalCode)).item();
  }
}
