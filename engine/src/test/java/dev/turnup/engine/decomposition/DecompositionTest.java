package dev.turnup.engine.decomposition;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What always holds of a decomposition, whatever the tables say and whatever is ordered. */
class DecompositionTest {

  private static final int COMPONENTS = 8;
  private static final int OFFERINGS = 4;
  private static final OrderId ORDER = new OrderId("PO-1");

  /**
   * A component of the catalogue; all that need it need as many, within the same scope.
   *
   * @param madeOf indexes of components, itself and those above it included
   * @param reliesOn indexes of components and the states that they must have reached
   */
  record Drawn(
      Scope scope, int quantity, Set<Integer> madeOf, Map<Integer, ComponentState> reliesOn) {}

  /**
   * @param parts indexes of components, by offering
   */
  record Shelf(List<Drawn> components, List<Set<Integer>> parts) {

    Drawn the(Component component) {
      return the(component.name());
    }

    Drawn the(String component) {
      return components.get(Integer.parseInt(component.substring(1)));
    }
  }

  /**
   * An item of the order.
   *
   * @param parent of the items before it, one or none
   */
  record Line(int offering, Optional<Integer> parent, Optional<String> account, int site) {}

  @Property(tries = 500)
  void makesEachComponentThatIsNeededOnceWithinItsScope(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    ProductOrder order = order(lines);
    List<Component> all = decomposed(order, shelf).components();

    Map<List<String>, List<Component>> served =
        all.stream().collect(groupingBy(c -> List.of(c.name(), within(order, shelf, c))));
    served.forEach(
        (place, components) ->
            assertThat(components).hasSize(shelf.the(components.get(0)).quantity()));
    for (OrderItem item : order.items()) {
      for (int part : partsOf(item, shelf)) {
        assertThat(served).containsKey(place(order, shelf, part, item));
      }
    }
    for (Component component : all) {
      for (int part : shelf.the(component).madeOf()) {
        assertThat(served).containsKey(place(order, shelf, part, order.item(component.item())));
      }
    }
  }

  @Property(tries = 500)
  void makesNothingThatNobodyNeeds(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    ProductOrder order = order(lines);

    for (Component component : decomposed(order, shelf).components()) {
      OrderItem item = order.item(component.item());
      Set<Integer> reached = new HashSet<>(partsOf(item, shelf));
      while (reached.addAll(
          reached.stream()
              .flatMap(part -> shelf.components().get(part).madeOf().stream())
              .collect(toSet()))) {}
      assertThat(reached).contains(Integer.parseInt(component.name().substring(1)));
    }
  }

  @Property(tries = 500)
  void letsEachComponentRelyOnAllThatItsLineNames(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    ProductOrder order = order(lines);
    List<Component> all = decomposed(order, shelf).components();

    for (Component component : all) {
      Drawn drawn = shelf.the(component);
      Map<ComponentId, ComponentState> expected = new HashMap<>();
      for (Component other : all) {
        int index = Integer.parseInt(other.name().substring(1));
        if (drawn.reliesOn().containsKey(index)
            && shelf.the(other).scope().compareTo(drawn.scope()) >= 0
            && place(order, shelf, index, order.item(component.item()))
                .equals(List.of(other.name(), within(order, shelf, other)))) {
          expected.put(other.id(), drawn.reliesOn().get(index));
        }
      }
      assertThat(component.needs()).isEqualTo(expected);
    }
  }

  @Property(tries = 500)
  void givesNoPlanInWhichSomethingReliesOnItself(
      @ForAll("tangledShelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    Decomposition decomposition = decomposed(order(lines), shelf);

    Map<ComponentId, Component> byId =
        decomposition.components().stream().collect(toMap(Component::id, identity()));
    Map<ComponentId, Set<ComponentId>> edges = new HashMap<>();
    byId.forEach((id, component) -> edges.put(id, component.reliesOn()));
    assertThat(Cycles.find(byId.keySet(), edges)).isEmpty();
    assertThat(decomposition.components().isEmpty())
        .isNotEqualTo(decomposition.findings().isEmpty());
    assertThat(decomposition.findings())
        .extracting(Finding::code)
        .isSubsetOf("cyclic-relation", "nothing-to-fulfil");
  }

  @Property(tries = 500)
  void givesTheSameASecondTime(
      @ForAll("tangledShelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    assertThat(decomposed(order(lines), shelf)).isEqualTo(decomposed(order(lines), shelf));
  }

  /** As the inventory knows what was added, and which products use it. */
  @Property(tries = 500)
  void endsEachComponentThatWasAddedInReverse(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    ProductOrder adding = order(lines);
    List<Component> added = decomposed(adding, shelf).components();
    ProductOrder ending =
        new ProductOrder(
            adding.header(),
            adding.state(),
            Optional.empty(),
            Optional.empty(),
            adding.items().stream().map(item -> ending(adding, item)).toList(),
            0);

    Decomposition decomposition =
        Decomposition.of(
            ending,
            new Catalogue(tables(shelf), ORDER),
            installed(adding, added),
            postalCode -> Optional.empty(),
            ids());

    Map<String, Component> ended =
        decomposition.components().stream()
            .collect(toMap(c -> c.installed().orElseThrow().reference(), identity()));
    assertThat(ended.keySet())
        .isEqualTo(added.stream().map(c -> c.id().toString()).collect(toSet()));
    assertThat(ended.values()).allMatch(c -> c.action() == ComponentAction.CEASE);
    for (Component component : added) {
      for (ComponentId below : component.reliesOn()) {
        assertThat(ended.get(below.toString()).needs())
            .containsEntry(ended.get(component.id().toString()).id(), ComponentState.CEASED);
      }
    }
  }

  /** Whatever two orders add one after the other, it goes with the last product that uses it. */
  @Property(tries = 300)
  void endsWhatTwoOrdersShareWithTheLastOfThem(
      @ForAll("shelves") Shelf shelf,
      @ForAll("orders") List<Line> lines,
      @ForAll("orders") List<Line> others) {
    Inventory inventory = new Inventory(shelf);
    ProductOrder first = order(new OrderId("PO-1"), lines);
    ProductOrder second = order(new OrderId("PO-2"), others);

    inventory.add(first);
    inventory.add(second);
    inventory.end(first);
    assertThat(inventory.services.values())
        .allSatisfy(
            service ->
                assertThat(service.products())
                    .isNotEmpty()
                    .allMatch(product -> product.startsWith("PO-2-")));
    inventory.end(second);

    assertThat(inventory.services).isEmpty();
  }

  /** As it would be kept by whoever believes every recording. */
  private static final class Inventory {

    record Kept(String component, Optional<String> site, Set<String> products) {}

    private final Shelf shelf;
    private final Map<String, Kept> services = new HashMap<>();
    private final Map<String, OrderItem> sold = new HashMap<>();

    Inventory(Shelf shelf) {
      this.shelf = shelf;
    }

    void add(ProductOrder order) {
      List<Component> components = decomposed(order);
      for (Component component : components) {
        String reference =
            component
                .installed()
                .map(Component.Installed::reference)
                .orElseGet(() -> order.id() + " " + component.id());
        services
            .computeIfAbsent(
                reference, r -> new Kept(component.name(), component.site(), new HashSet<>()))
            .products()
            .addAll(productsUsing(order, components, component));
        assertThat(component.action()).isIn(ComponentAction.ADD, ComponentAction.NONE);
      }
      order.items().forEach(item -> sold.put(order.productOf(item.id()), item));
      isThereOnceWithinASite();
    }

    private void isThereOnceWithinASite() {
      for (int i = 0; i < COMPONENTS; i++) {
        if (shelf.components().get(i).scope() == Scope.SITE) {
          String name = "c" + i;
          Map<String, Long> perSite =
              services.values().stream()
                  .filter(service -> service.component().equals(name))
                  .collect(groupingBy(service -> service.site().orElseThrow(), counting()));
          assertThat(perSite.values()).allMatch(count -> count == shelf.the(name).quantity());
        }
      }
    }

    void end(ProductOrder order) {
      ProductOrder ending =
          new ProductOrder(
              order.header(),
              order.state(),
              Optional.empty(),
              Optional.empty(),
              order.items().stream().map(item -> ending(order, item)).toList(),
              0);
      for (Component component : decomposed(ending)) {
        assertThat(component.action()).isEqualTo(ComponentAction.CEASE);
        assertThat(services.remove(component.installed().orElseThrow().reference())).isNotNull();
      }
      for (OrderItem item : order.items()) {
        sold.remove(order.productOf(item.id()));
        services.values().forEach(kept -> kept.products().remove(order.productOf(item.id())));
      }
    }

    private List<Component> decomposed(ProductOrder order) {
      return Decomposition.of(
              order,
              new Catalogue(tables(shelf, "RFS"), order.id()),
              products(order.header().customer().id()),
              postalCode -> Optional.empty(),
              ids())
          .components();
    }

    private List<InstalledProduct> products(String customer) {
      return sold.entrySet().stream()
          .map(
              product ->
                  new InstalledProduct(
                      product.getKey(),
                      true,
                      Optional.of(customer),
                      product.getValue().account(),
                      product.getValue().offering(),
                      product.getValue().site(),
                      Map.of(),
                      servicesOf(product.getKey())))
          .toList();
    }

    private List<InstalledService> servicesOf(String product) {
      return services.entrySet().stream()
          .filter(service -> service.getValue().products().contains(product))
          .map(
              service ->
                  new InstalledService(
                      service.getKey(),
                      Optional.of(service.getValue().component()),
                      Optional.of("NET"),
                      service.getValue().site(),
                      Map.of(),
                      Optional.empty(),
                      service.getValue().products().stream()
                          .filter(other -> !other.equals(product))
                          .toList()))
          .toList();
    }
  }

  private static OrderItem ending(ProductOrder adding, OrderItem item) {
    return AnItem.like(item).asking(ItemAction.DELETE).about(adding.productOf(item.id())).item();
  }

  private static List<InstalledProduct> installed(ProductOrder order, List<Component> components) {
    List<InstalledProduct> installed = new ArrayList<>();
    for (OrderItem item : order.items()) {
      String product = order.productOf(item.id());
      installed.add(
          new InstalledProduct(
              product,
              true,
              Optional.of(order.header().customer().id()),
              Optional.empty(),
              item.offering(),
              Optional.empty(),
              Map.of(),
              components.stream()
                  .filter(
                      component -> productsUsing(order, components, component).contains(product))
                  .map(component -> service(order, components, component, product))
                  .toList()));
    }
    return installed;
  }

  private static InstalledService service(
      ProductOrder order, List<Component> components, Component component, String product) {
    Set<String> others = productsUsing(order, components, component);
    others.remove(product);
    return new InstalledService(
        component.id().toString(),
        Optional.of(component.name()),
        Optional.of("NET"),
        component.site(),
        Map.of(),
        Optional.empty(),
        List.copyOf(others));
  }

  private static Set<String> productsUsing(
      ProductOrder order, List<Component> components, Component component) {
    Set<ComponentId> users = new HashSet<>(Set.of(component.id()));
    while (users.addAll(
        components.stream()
            .filter(other -> other.reliesOn().stream().anyMatch(users::contains))
            .map(Component::id)
            .collect(toSet()))) {}
    return components.stream()
        .filter(other -> users.contains(other.id()))
        .map(other -> order.productOf(other.item()))
        .collect(toSet());
  }

  @Provide
  Arbitrary<Shelf> shelves() {
    return shelves(component -> component);
  }

  /** Whose components may rely on any, themselves included. */
  @Provide
  Arbitrary<Shelf> tangledShelves() {
    return shelves(component -> COMPONENTS);
  }

  private static Arbitrary<Shelf> shelves(IntUnaryOperator before) {
    Arbitrary<List<Drawn>> components =
        Combinators.combine(
                IntStream.range(0, COMPONENTS).mapToObj(i -> drawn(before.applyAsInt(i))).toList())
            .as(drawn -> drawn);
    return Combinators.combine(
            components,
            Arbitraries.integers()
                .between(0, COMPONENTS - 1)
                .set()
                .ofMinSize(1)
                .ofMaxSize(3)
                .list()
                .ofSize(OFFERINGS))
        .as(Shelf::new);
  }

  private static Arbitrary<Drawn> drawn(int others) {
    Arbitrary<ComponentState> states =
        Arbitraries.of(ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);
    return Combinators.combine(
            Arbitraries.of(Scope.class),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(0, COMPONENTS - 1).set().ofMaxSize(2),
            others == 0
                ? Arbitraries.just(Map.<Integer, ComponentState>of())
                : Arbitraries.maps(Arbitraries.integers().between(0, others - 1), states)
                    .ofMaxSize(3))
        .as(Drawn::new);
  }

  @Provide
  Arbitrary<List<Line>> orders() {
    Arbitrary<Line> line =
        Combinators.combine(
                Arbitraries.integers().between(0, OFFERINGS - 1),
                Arbitraries.integers().between(0, 20).optional(),
                Arbitraries.of("A-1", "A-2").optional(),
                Arbitraries.integers().between(1, 2))
            .as((offering, parent, account, site) -> new Line(offering, parent, account, site));
    return line.list().ofMinSize(1).ofMaxSize(7);
  }

  private static Decomposition decomposed(ProductOrder order, Shelf shelf) {
    return Decomposition.of(
        order,
        new Catalogue(tables(shelf), ORDER),
        List.of(),
        postalCode -> Optional.empty(),
        ids());
  }

  private static Supplier<ComponentId> ids() {
    AtomicLong ids = new AtomicLong();
    return () -> new ComponentId(new UUID(1, ids.incrementAndGet()));
  }

  private static SampleTables tables(Shelf shelf) {
    return tables(shelf, "CFS");
  }

  private static SampleTables tables(Shelf shelf, String kind) {
    SampleTables tables = new SampleTables();
    for (int i = 0; i < shelf.components().size(); i++) {
      Drawn drawn = shelf.components().get(i);
      tables.component("c" + i, kind, "", "1", false, reliesOn(drawn), false);
      tables.madeOf("c" + i, drawn.madeOf().stream().map(part -> part(shelf, part)).toList());
    }
    for (int i = 0; i < OFFERINGS; i++) {
      tables.product(
          "o" + i, shelf.parts().get(i).stream().map(part -> part(shelf, part)).toList());
    }
    return tables;
  }

  private static String reliesOn(Drawn drawn) {
    return drawn.reliesOn().entrySet().stream()
        .map(need -> "c" + need.getKey() + " (" + need.getValue().code() + ")")
        .collect(joining(", "));
  }

  private static Map<String, Object> part(Shelf shelf, int component) {
    Drawn drawn = shelf.components().get(component);
    return Map.of(
        "component", "c" + component,
        "quantity", drawn.quantity(),
        "sharedWithin", drawn.scope().name().toLowerCase(Locale.ROOT));
  }

  private static Set<Integer> partsOf(OrderItem item, Shelf shelf) {
    return shelf.parts().get(Integer.parseInt(item.offering().orElseThrow().substring(1)));
  }

  private static List<String> place(
      ProductOrder order, Shelf shelf, int component, OrderItem item) {
    return List.of("c" + component, within(order, shelf.components().get(component).scope(), item));
  }

  private static String within(ProductOrder order, Shelf shelf, Component component) {
    return within(order, shelf.the(component).scope(), order.item(component.item()));
  }

  private static String within(ProductOrder order, Scope scope, OrderItem item) {
    return switch (scope) {
      case ITEM -> item.id().value();
      case BUNDLE ->
          item.parent()
              .map(bundle -> within(order, scope, order.item(bundle)))
              .orElse(item.id().value());
      case SITE -> item.site().orElseThrow().id();
      case ACCOUNT -> item.account().orElse("C-1");
      case ORDER -> "the order";
    };
  }

  private static ProductOrder order(List<Line> lines) {
    return order(ORDER, lines);
  }

  private static ProductOrder order(OrderId id, List<Line> lines) {
    List<OrderItem> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      int number = i;
      AnItem item =
          AnItem.numbered("i" + i)
              .of("o" + line.offering())
              .at(new Site("site-" + line.site(), "", "20457"));
      line.parent().filter(parent -> parent < number).ifPresent(p -> item.partOf("i" + p));
      line.account().ifPresent(item::paidBy);
      items.add(item.item());
    }
    return new ProductOrder(
        new ProductOrder.Header(
            id,
            "crm",
            Optional.empty(),
            new Customer("C-1", "Ada", "standard", Optional.empty(), Optional.empty()),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty()),
        OrderState.ACKNOWLEDGED,
        Optional.empty(),
        Optional.empty(),
        items,
        0);
  }
}
