package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.InstalledBase.Found;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.decomposition.Specification.CapacityNeed;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Internet and TV are installed at a site, and share line and devices there. */
class InstalledTest {

  private static final String INTERNET = "PO-7-1";
  private static final String TV = "PO-7-2";

  private final Planning planning = new Planning();
  private boolean around;
  private int light;
  private boolean networkKnows = true;
  private Optional<String> lineAt = Optional.empty();
  private final FindInstalledProducts findInstalledProducts =
      new FindInstalledProducts(
          planning.orders,
          planning.installedProducts,
          (key, search) -> {
            throw new UnsupportedOperationException();
          },
          planning.tables);

  @BeforeEach
  void lineAndDevicesAreAlikeForAll() {
    for (String service : List.of("internet-access", "iptv", "voice-line")) {
      planning.tables.madeOf(
          service,
          Stream.of("access-line", "ont", "router")
              .map(
                  part ->
                      Map.<String, Object>of(
                          "component",
                          part,
                          "quantity",
                          1,
                          "sharedWithin",
                          "site",
                          "characteristics",
                          Map.of()))
              .toList());
    }
  }

  @Test
  void touchesOnlyWhatDiffers() {
    OrderId order = decomposed(touching("1", ItemAction.MODIFY, INTERNET, Map.of("speed", "300")));

    assertThat(planning.components.of(order))
        .extracting(Component::name, Component::action, Component::state)
        .containsExactlyInAnyOrder(
            tuple("internet-access", ComponentAction.MODIFY, ComponentState.PLANNED),
            tuple("access-line", ComponentAction.NONE, ComponentState.ACTIVE),
            tuple("ont", ComponentAction.NONE, ComponentState.ACTIVE),
            tuple("router", ComponentAction.NONE, ComponentState.ACTIVE));
    Component internet = planning.the(order, "internet-access");
    assertThat(internet.specification().capacity()).contains(new CapacityNeed("bandwidth", 300));
    assertThat(internet.toReserve()).contains(new CapacityNeed("bandwidth", 200));
    assertThat(internet.takesAnew()).contains(new CapacityNeed("bandwidth", 300));
    assertThat(internet.installed())
        .contains(
            new Component.Installed(
                "SRV-internet-access", "NET-internet-access", Optional.of(100)));
    assertThat(internet.site()).contains(Planning.SITE.id());
  }

  @Test
  void takesNoCapacityForLessThanBefore() {
    OrderId order = decomposed(touching("1", ItemAction.MODIFY, INTERNET, Map.of("speed", "50")));

    Component internet = planning.the(order, "internet-access");
    assertThat(internet.toReserve()).isEmpty();
    assertThat(internet.availability()).isEqualTo(new Availability.NotNeeded());
    assertThat(internet.takesAnew()).contains(new CapacityNeed("bandwidth", 50));
  }

  @Test
  void touchesNothingWhereNothingDiffers() {
    OrderId order = decomposed(touching("1", ItemAction.MODIFY, INTERNET, Map.of()));

    assertThat(planning.findings.of(order)).isEmpty();
    assertThat(planning.components.of(order))
        .hasSize(4)
        .allMatch(component -> component.action() == ComponentAction.NONE)
        .allMatch(component -> component.takesAnew().isEmpty());
  }

  @Test
  void addsWhatIsNewAndEndsWhatTheTablesNoLongerName() {
    planning.tables.product(
        "internet-over-air", List.of(SampleTables.own("mobile-line"), SampleTables.own("ont")));
    OrderItem item = touching("1", ItemAction.MODIFY, INTERNET, Map.of());

    OrderId order =
        decomposed(
            item.asking(Optional.of("internet-over-air"), item.site(), item.characteristics()));

    assertThat(actions(order))
        .isEqualTo(
            Map.of(
                "mobile-line", ComponentAction.ADD,
                "ont", ComponentAction.MODIFY,
                "internet-access", ComponentAction.CEASE));
    assertThat(planning.the(order, "internet-access").needs())
        .as("the old one stays alive until the new one works")
        .containsEntry(planning.the(order, "mobile-line").id(), ComponentState.ACTIVE);
  }

  @Test
  void comparesWhatWasSoldByItsSpecificationWithWhatItIsNow() {
    OrderItem item =
        AnItem.numbered("1")
            .asking(ItemAction.MODIFY)
            .about(INTERNET)
            .specifiedAs("internet")
            .at(Planning.SITE)
            .item();
    ProductOrder order = planning.orders.get(planning.accepted(item));
    InstalledProduct sold =
        new InstalledProduct(
            INTERNET,
            true,
            Optional.of(order.header().customer().id()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Planning.SITE),
            Map.of("speed", "100"),
            List.of());

    assertThat(new Installed(order, new Items(order), List.of(sold)).before(item))
        .hasValueSatisfying(
            before -> {
              assertThat(before.specification()).contains("internet");
              assertThat(before.characteristics()).isEqualTo(Map.of("speed", "100"));
            });
  }

  @Test
  void leavesToOthersWhatTheyUse() {
    OrderId order = decomposed(touching("1", ItemAction.DELETE, TV, Map.of()));

    assertThat(actions(order)).isEqualTo(Map.of("iptv", ComponentAction.CEASE));
    assertThat(planning.the(order, "iptv").toReserve()).isEmpty();
  }

  @Test
  void endsAllInReverseOrder() {
    OrderId order =
        decomposed(
            touching("1", ItemAction.DELETE, INTERNET, Map.of()),
            touching("2", ItemAction.DELETE, TV, Map.of()));

    assertThat(actions(order))
        .hasSize(5)
        .allSatisfy((name, action) -> assertThat(action).isEqualTo(ComponentAction.CEASE));
    Component internet = planning.the(order, "internet-access");
    Component iptv = planning.the(order, "iptv");
    assertThat(internet.needs()).isEmpty();
    assertThat(iptv.needs()).isEmpty();
    for (String shared : List.of("access-line", "ont", "router")) {
      assertThat(planning.the(order, shared).needs())
          .isEqualTo(
              Map.of(internet.id(), ComponentState.CEASED, iptv.id(), ComponentState.CEASED));
    }
    assertThat(planning.the(order, "router").needsVisit()).isTrue();
    assertThat(planning.the(order, "access-line").needsVisit()).isFalse();
  }

  @Test
  void endsNothingThatLeavesNothingBehind() {
    planning.tables.cell("router", "reversal", Specification.NOTHING_TO_UNDO);

    OrderId order =
        decomposed(
            touching("1", ItemAction.DELETE, INTERNET, Map.of()),
            touching("2", ItemAction.DELETE, TV, Map.of()));

    assertThat(planning.findings.of(order)).isEmpty();
    assertThat(planning.components.of(order))
        .extracting(Component::name, Component::action)
        .containsExactlyInAnyOrder(
            tuple("internet-access", ComponentAction.CEASE),
            tuple("iptv", ComponentAction.CEASE),
            tuple("access-line", ComponentAction.CEASE),
            tuple("ont", ComponentAction.CEASE));
  }

  @Test
  void movesByEndingTheOldOnceTheNewIsActive() {
    OrderItem fresh = Planning.item("1", "internet-100");
    OrderItem old = touching("2", ItemAction.DELETE, INTERNET, Map.of());

    OrderId order =
        decomposed(
            fresh.asking(
                fresh.offering(),
                Optional.of(new Site("site-2", "elsewhere", "20457")),
                fresh.characteristics()),
            Planning.relying(old, "1"));

    Component added =
        planning.named(order, "internet-access").stream()
            .filter(component -> component.action() == ComponentAction.ADD)
            .findFirst()
            .orElseThrow();
    assertThat(planning.components.of(order))
        .filteredOn(component -> component.action() == ComponentAction.CEASE)
        .allSatisfy(
            component ->
                assertThat(component.needs()).containsEntry(added.id(), ComponentState.ACTIVE));
  }

  @Test
  void movesToWhatIsSharedAloneOnceThatIsActive() {
    planning.tables.product("dark-fibre", List.of(SampleTables.shared("access-line")));
    OrderItem fresh =
        AnItem.like(Planning.item("1", "dark-fibre"))
            .at(new Site("site-2", "elsewhere", "20457"))
            .item();
    OrderItem old = touching("2", ItemAction.DELETE, INTERNET, Map.of());

    OrderId order = decomposed(fresh, Planning.relying(old, "1"));

    assertThat(planning.the(order, "internet-access").needs())
        .isEqualTo(Map.of(planning.the(order, "access-line").id(), ComponentState.ACTIVE));
  }

  @Test
  void endsWhatAChangedProductHadOnceWhatIsSharedInItsPlaceWorks() {
    planning.tables.product("internet-over-air", List.of(SampleTables.shared("mobile-line")));
    OrderItem item = touching("1", ItemAction.MODIFY, INTERNET, Map.of());

    OrderId order =
        decomposed(
            item.asking(Optional.of("internet-over-air"), item.site(), item.characteristics()));

    assertThat(planning.the(order, "internet-access").needs())
        .isEqualTo(Map.of(planning.the(order, "mobile-line").id(), ComponentState.ACTIVE));
  }

  @Test
  void findsWhatIsWrongWithWhatEndsBesidesWhatIsWrongWithWhatIsAdded() {
    networkKnows = false;

    OrderId order =
        decomposed(
            AnItem.like(Planning.item("1", "voice-basic")).nowhere().item(),
            touching("2", ItemAction.DELETE, TV, Map.of()));

    assertThat(planning.findings.of(order))
        .extracting(Finding::code, finding -> finding.item().orElseThrow().value())
        .containsExactly(tuple("missing-site", "1"), tuple("unknown-product", "2"));
  }

  @Test
  void usesWhatIsInstalledForWhatIsAdded() {
    around = true;

    OrderId order = decomposed(Planning.item("1", "voice-basic"));

    assertThat(planning.components.of(order))
        .extracting(Component::name, Component::action)
        .containsExactlyInAnyOrder(
            tuple("voice-line", ComponentAction.ADD),
            tuple("access-line", ComponentAction.NONE),
            tuple("ont", ComponentAction.NONE),
            tuple("router", ComponentAction.NONE));
    assertThat(planning.the(order, "voice-line").needs())
        .containsEntry(planning.the(order, "access-line").id(), ComponentState.ACTIVE);
    assertThat(planning.components.of(order)).noneMatch(Component::needsVisit);
  }

  @Test
  void usesNothingThatTheNetworkDoesNotKnow() {
    around = true;
    networkKnows = false;

    OrderId order = decomposed(Planning.item("1", "voice-basic"));

    assertThat(planning.findings.of(order)).isEmpty();
    assertThat(actions(order)).hasSize(4).containsValue(ComponentAction.ADD);
  }

  @Test
  void givesMoreCapacityToWhatItUsesWhereThatIsNotEnough() {
    around = true;
    planning.tables.component("ont", "resource", "light", "light", true, "", false);
    for (String service : List.of("iptv", "voice-line")) {
      planning.tables.madeOf(
          service,
          List.of(
              Map.of(
                  "component",
                  "ont",
                  "quantity",
                  1,
                  "sharedWithin",
                  service.equals("iptv") ? "account" : "site",
                  "characteristics",
                  Map.of("light", service.equals("iptv") ? 3 : 1))));
    }
    light = 2;

    OrderId enough = decomposed(Planning.item("1", "voice-basic"));
    OrderId more = decomposed(AnItem.like(Planning.item("1", "tv-basic")).paidBy("ACC-1").item());
    OrderId other = decomposed(AnItem.like(Planning.item("1", "tv-basic")).paidBy("ACC-2").item());

    assertThat(planning.the(enough, "ont").action()).isEqualTo(ComponentAction.NONE);
    Component ont = planning.the(more, "ont");
    assertThat(ont.action()).isEqualTo(ComponentAction.MODIFY);
    assertThat(ont.toReserve()).contains(new CapacityNeed("light", 1));
    assertThat(planning.the(other, "ont").action()).isEqualTo(ComponentAction.ADD);
  }

  @Test
  void changesWhatIsSharedWhicheverItemComesFirst() {
    around = true;
    planning.tables.madeOf(
        "internet-access", List.of(characterised("access-line", Map.of("profile", "1000"))));
    planning.tables.madeOf("iptv", List.of(characterised("access-line", Map.of("iptv", "on"))));
    OrderItem faster = touching("1", ItemAction.MODIFY, INTERNET, Map.of("speed", "1000"));
    OrderItem tv = touching("2", ItemAction.MODIFY, TV, Map.of());
    OrderItem voice = Planning.item("3", "voice-basic");

    for (List<OrderItem> items : List.of(List.of(faster, tv, voice), List.of(voice, tv, faster))) {
      Component line = planning.the(decomposed(items.toArray(OrderItem[]::new)), "access-line");
      assertThat(line.action()).isEqualTo(ComponentAction.MODIFY);
      assertThat(line.characteristics()).isEqualTo(Map.of("profile", "1000", "iptv", "on"));
    }
  }

  @Test
  void givesWhatIsSharedAsMuchCapacityAsWhoeverWantsMost() {
    around = true;
    light = 2;
    planning.tables.component("ont", "resource", "light", "light", true, "", false);
    planning.tables.madeOf("internet-access", List.of(characterised("ont", Map.of("light", 3))));
    planning.tables.madeOf("iptv", List.of(characterised("ont", Map.of("light", 2))));
    planning.tables.madeOf("voice-line", List.of(characterised("ont", Map.of("light", 4))));
    OrderItem faster = touching("1", ItemAction.MODIFY, INTERNET, Map.of("speed", "1000"));
    OrderItem tv = touching("2", ItemAction.MODIFY, TV, Map.of());
    OrderItem voice = Planning.item("3", "voice-basic");

    for (List<OrderItem> items : List.of(List.of(faster, tv, voice), List.of(voice, tv, faster))) {
      Component ont = planning.the(decomposed(items.toArray(OrderItem[]::new)), "ont");
      assertThat(ont.toReserve()).contains(new CapacityNeed("light", 2));
    }
    assertThat(planning.the(decomposed(tv, faster), "ont").toReserve())
        .contains(new CapacityNeed("light", 1));
  }

  @Test
  void sharesNothingWithOthersNorBeyondTheScopeOfTheTable() {
    around = true;
    planning.tables.madeOf("iptv", List.of(SampleTables.part("access-line", "order")));
    planning.tables.madeOf("voice-line", List.of(SampleTables.shared("access-line")));
    OrderItem elsewhere =
        AnItem.like(Planning.item("1", "voice-basic"))
            .at(new Site("site-2", "elsewhere", "20457"))
            .item();

    assertThat(actions(decomposed(Planning.item("1", "tv-basic"))))
        .containsEntry("access-line", ComponentAction.ADD);
    assertThat(actions(decomposed(elsewhere))).containsEntry("access-line", ComponentAction.ADD);
  }

  @Test
  void usesWhatIsAtTheSiteWhereverTheProductsAreThatRunOverIt() {
    around = true;
    lineAt = Optional.of("site-2");
    OrderItem overThere =
        AnItem.like(Planning.item("1", "voice-basic"))
            .at(new Site("site-2", "elsewhere", "20457"))
            .item();

    assertThat(actions(decomposed(Planning.item("1", "voice-basic"))))
        .containsEntry("access-line", ComponentAction.ADD);
    assertThat(actions(decomposed(overThere))).doesNotContainKey("access-line");
  }

  @Test
  void keepsWhatIsAddedAgainFromGoingWithWhatEnds() {
    around = true;

    OrderId order =
        decomposed(
            touching("1", ItemAction.DELETE, INTERNET, Map.of()),
            touching("2", ItemAction.DELETE, TV, Map.of()),
            Planning.item("3", "voice-basic"));

    assertThat(actions(order))
        .isEqualTo(
            Map.of(
                "internet-access", ComponentAction.CEASE,
                "iptv", ComponentAction.CEASE,
                "voice-line", ComponentAction.ADD));
  }

  @Test
  void knowsTheAddressOfAPlaceThatIsNamedByItsIdAlone() {
    around = true;
    Site bare = new Site(Planning.SITE.id(), "", "");
    OrderItem ending = touching("1", ItemAction.DELETE, INTERNET, Map.of());

    OrderId order =
        decomposed(
            AnItem.like(ending).at(bare).item(),
            AnItem.like(Planning.item("2", "tv-basic")).at(bare).item());

    assertThat(planning.orders.get(order).items())
        .extracting(item -> item.site().orElseThrow())
        .containsOnly(Planning.SITE);
    assertThat(planning.findings.of(order)).isEmpty();
  }

  @Test
  void letsTheOrderDeskFindOutWhatNobodyKnowsTheAddressOf() {
    Site bare = new Site("site-3", "", "");
    OrderItem ending = touching("1", ItemAction.DELETE, "PO-7-4", Map.of());

    OrderId order = decomposed(AnItem.like(ending).at(bare).item());

    assertThat(planning.findings.of(order))
        .extracting(Finding::code, Finding::detail)
        .containsExactly(tuple("unknown-territory", "postal code missing"));
  }

  @Test
  void findsWhatIsWrongWithAProduct() {
    OrderItem elsewhere = touching("4", ItemAction.DELETE, INTERNET, Map.of());
    OrderId order =
        decomposed(
            touching("1", ItemAction.DELETE, "PO-8-1", Map.of()),
            touching("2", ItemAction.NO_CHANGE, "PO-9-1", Map.of()),
            unnamed("3"),
            elsewhere.asking(
                elsewhere.offering(),
                Optional.of(new Site("site-2", "elsewhere", "20457")),
                Map.of()),
            touching("5", ItemAction.MODIFY, "PO-7-3", Map.of()));

    assertThat(planning.findings.of(order))
        .extracting(Finding::code, finding -> finding.item().orElseThrow().value(), Finding::detail)
        .contains(
            tuple("unknown-product", "1", "PO-8-1"),
            tuple("foreign-product", "2", "PO-9-1"),
            tuple("missing-product", "3", "none is named"),
            tuple("moved-product", "4", INTERNET + " is at " + Planning.SITE.id()),
            tuple("unknown-product", "5", "PO-7-3"));
    assertThat(planning.components.of(order)).isEmpty();
  }

  private OrderId decomposed(OrderItem... items) {
    OrderId order = planning.accepted(items);
    String customer = planning.orders.get(order).header().customer().id();
    List<String> named = Arrays.stream(items).flatMap(item -> item.product().stream()).toList();
    findInstalledProducts.record(
        order,
        new Found(
            installed(customer).stream()
                .filter(product -> around || named.contains(product.id()))
                .toList()));
    planning.decomposeItems.forOrder(order);
    return order;
  }

  private Map<String, ComponentAction> actions(OrderId order) {
    return planning.components.of(order).stream()
        .filter(component -> component.action() != ComponentAction.NONE)
        .collect(toMap(Component::name, Component::action));
  }

  private List<InstalledProduct> installed(String customer) {
    return List.of(
        product(INTERNET, true, customer, "internet-100", "internet-access"),
        product(TV, true, customer, "tv-basic", "iptv"),
        product("PO-7-3", false, customer, "voice-basic", "voice-line"),
        product("PO-9-1", true, "somebody else", "tv-basic", "iptv"),
        product("PO-7-4", true, customer, "tv-basic", "iptv", new Site("site-3", "nowhere", "")));
  }

  private InstalledProduct product(
      String id, boolean active, String customer, String offering, String service) {
    return product(id, active, customer, offering, service, Planning.SITE);
  }

  private InstalledProduct product(
      String id, boolean active, String customer, String offering, String service, Site site) {
    Map<String, String> characteristics =
        offering.startsWith("internet") ? Map.of("speed", "100") : Map.of();
    return new InstalledProduct(
        id,
        active,
        Optional.of(customer),
        Optional.of("ACC-1"),
        Optional.of(offering),
        Optional.of(site),
        characteristics,
        Stream.of("access-line", "ont", "router", service)
            .map(
                name ->
                    new InstalledService(
                        "SRV-" + name,
                        Optional.of(name),
                        Optional.of("NET-" + name).filter(known -> networkKnows),
                        lineAt.filter(line -> name.equals("access-line")),
                        name.equals(service)
                            ? characteristics
                            : name.equals("ont") && light > 0
                                ? Map.of("light", Integer.toString(light))
                                : Map.of(),
                        Optional.empty(),
                        name.equals(service) || id.equals("PO-7-4")
                            ? List.of()
                            : List.of(id.equals(INTERNET) ? TV : INTERNET)))
            .toList());
  }

  private static Map<String, Object> characterised(
      String component, Map<String, Object> characteristics) {
    Map<String, Object> part = new HashMap<>(SampleTables.shared(component));
    part.put("characteristics", characteristics);
    return part;
  }

  private static OrderItem touching(
      String id, ItemAction action, String product, Map<String, String> characteristics) {
    return AnItem.numbered(id)
        .asking(action)
        .about(product)
        .at(Planning.SITE)
        .characterised(characteristics)
        .item();
  }

  private static OrderItem unnamed(String id) {
    return AnItem.numbered(id).asking(ItemAction.DELETE).of("tv-basic").at(Planning.SITE).item();
  }
}
