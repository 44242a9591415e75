package dev.turnup.engine.decomposition;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.engine.decomposition.Inventory.Kept;
import dev.turnup.engine.decomposition.Needs.Need;
import dev.turnup.engine.decomposition.Shelf.Drawn;
import dev.turnup.engine.decomposition.Shelf.Row;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What always holds of a decomposition, whatever the tables say and whatever is ordered. */
class DecompositionTest {

  private static final int COMPONENTS = 8;
  private static final int OFFERINGS = 4;
  private static final int MOST_LINES = 7;
  private static final int MOST_OF_ONE = 3;

  private static final OrderId FIRST = new OrderId("PO-1");
  private static final OrderId SECOND = new OrderId("PO-2");
  private static final OrderId LAST = new OrderId("PO-3");

  /**
   * An item that adds something, or a bundle that stays as it is.
   *
   * @param parent of the items before it, one or none
   * @param reliesOn indexes of items; those before it that do not bundle it count
   */
  record Line(
      boolean added,
      int offering,
      Optional<String> colour,
      Optional<Integer> parent,
      Set<Integer> reliesOn,
      Optional<String> account,
      int site) {}

  /**
   * What becomes of a product that an order brought.
   *
   * @param action empty if the next order does not name it
   * @param after whether the first of what is added comes before
   */
  record Change(
      Optional<ItemAction> action, int offering, Optional<String> colour, boolean after) {}

  @Property(tries = 300)
  void makesEachComponentThatIsNeededOnceWithinItsScopeAndNothingElse(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    ProductOrder order = order(FIRST, items(lines));
    Decomposition decomposition = decomposed(order, shelf);
    Assume.that(!isRefused(decomposition));

    Map<List<String>, List<Component>> served =
        decomposition.components().stream().collect(groupingBy(c -> place(order, shelf, c)));
    Map<List<String>, Integer> quantities = new HashMap<>();
    served.forEach((place, components) -> quantities.put(place, components.size()));
    Map<List<String>, Set<String>> colours = new HashMap<>();
    assertThat(quantities).isEqualTo(asked(order, order, shelf, served, colours));
    served.forEach(
        (place, components) ->
            assertThat(components)
                .extracting(component -> component.characteristics().get(Shelf.COLOUR))
                .allSatisfy(
                    colour ->
                        assertThat(colours.getOrDefault(place, Collections.singleton(null)))
                            .contains(colour)));
  }

  @Property(tries = 300)
  void letsEachComponentRelyOnAllThatItsLineNames(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    ProductOrder order = order(FIRST, items(lines));
    Decomposition decomposition = decomposed(order, shelf);
    Assume.that(!isRefused(decomposition));

    Map<List<String>, Set<ItemId>> askers = askers(order, shelf, decomposition.components());
    for (Component component : decomposition.components()) {
      Drawn drawn = shelf.the(component.name());
      Map<ComponentId, ComponentState> expected = new HashMap<>();
      for (Component other : decomposition.components()) {
        if (isForItemsAlone(order, shelf, component, decomposition.components())
            && Collections.disjoint(
                mayServe(order, shelf, component), mayServe(order, shelf, other))
            && itemsRelyOn(
                order, mayServe(order, shelf, component), askers.get(place(order, shelf, other)))) {
          expected.put(other.id(), ComponentState.ACTIVE);
        }
        ComponentState enough = drawn.reliesOn().get(Integer.parseInt(other.name().substring(1)));
        if (enough != null && mayServeOneItem(order, shelf, component, other)) {
          expected.putIfAbsent(other.id(), enough);
        }
      }
      assertThat(component.needs()).isEqualTo(expected);
    }
  }

  @Property(tries = 300)
  void givesNoPlanInWhichSomethingReliesOnItself(
      @ForAll("tangledShelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    Decomposition decomposition = decomposed(order(FIRST, items(lines)), shelf);

    expectNoCycle(decomposition.components());
    assertThat(decomposition.components().isEmpty())
        .isNotEqualTo(decomposition.findings().isEmpty());
    isRefused(decomposition);
  }

  @Property(tries = 300)
  void givesTheSameASecondTime(
      @ForAll("tangledShelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    assertThat(decomposed(order(FIRST, items(lines)), shelf))
        .isEqualTo(decomposed(order(FIRST, items(lines)), shelf));
  }

  /** As the inventory knows what was added, and which products use it. */
  @Property(tries = 300)
  void endsEachComponentThatWasAddedInReverse(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    Inventory inventory = new Inventory();
    List<Component> added = fulfilled(order(FIRST, items(lines)), shelf, inventory);

    List<Component> all = decomposed(ending(inventory), shelf, inventory).components();

    Map<String, Component> ended = all.stream().collect(toMap(Inventory::referenceOf, identity()));
    assertThat(ended.keySet())
        .isEqualTo(added.stream().map(Inventory::referenceOf).collect(toSet()));
    assertThat(all).allMatch(component -> component.action() == ComponentAction.CEASE);
    Map<ComponentId, Component> byId = added.stream().collect(toMap(Component::id, identity()));
    for (Component component : added) {
      for (ComponentId id : component.reliesOn()) {
        Component below = byId.get(id);
        if (shelf
                .the(component.name())
                .reliesOn()
                .containsKey(Integer.parseInt(below.name().substring(1)))
            && sharesProduct(inventory, component, below)) {
          assertThat(ended.get(Inventory.referenceOf(below)).needs())
              .containsEntry(
                  ended.get(Inventory.referenceOf(component)).id(), ComponentState.CEASED);
        }
      }
    }
  }

  /** Whatever two orders add one after the other, it goes with the last product that uses it. */
  @Property(tries = 300)
  void endsWhatTwoOrdersShareWithTheLastOfThem(
      @ForAll("shelves") Shelf shelf,
      @ForAll("orders") List<Line> lines,
      @ForAll("orders") List<Line> others) {
    Inventory inventory = new Inventory();
    fulfilled(order(FIRST, items(lines)), shelf, inventory);
    List<Component> added = fulfilled(order(SECOND, items(others)), shelf, inventory);
    isThereNoMoreOftenThanAnybodyAsked(inventory, shelf);
    assertThat(added)
        .extracting(Component::action)
        .containsAnyOf(ComponentAction.ADD, ComponentAction.NONE, ComponentAction.MODIFY)
        .doesNotContain(ComponentAction.CEASE);

    Set<String> firsts =
        inventory.sold.keySet().stream().filter(p -> p.startsWith("PO-1-")).collect(toSet());
    fulfilled(ending(inventory, firsts), shelf, inventory);
    assertThat(inventory.services.values())
        .allSatisfy(
            service ->
                assertThat(service.products())
                    .isNotEmpty()
                    .allMatch(product -> product.startsWith("PO-2-")));

    fulfilled(ending(inventory), shelf, inventory);
    assertThat(inventory.services).isEmpty();
  }

  /** An order that adds, changes, keeps and ends, all at once. */
  @Property(tries = 300)
  void endsOnlyWhatWhoeverHadItAskedToChangeOrToEnd(
      @ForAll("shelves") Shelf shelf,
      @ForAll("orders") List<Line> lines,
      @ForAll("changes") List<Change> changes,
      @ForAll("orders") List<Line> more) {
    Inventory inventory = new Inventory();
    fulfilled(order(FIRST, items(lines)), shelf, inventory);
    ProductOrder changing = changing(inventory, changes, more);
    Map<String, Kept> before = Map.copyOf(inventory.services);

    Decomposition decomposition = decomposed(changing, shelf, inventory);

    assertThat(decomposition).isEqualTo(decomposed(changing, shelf, inventory));
    Assume.that(!isRefused(decomposition));
    List<Component> all = decomposition.components();
    expectNoCycle(all);
    assertThat(all).extracting(Inventory::referenceOf).doesNotHaveDuplicates();
    Set<String> touched =
        changing.items().stream()
            .filter(i -> i.action() == ItemAction.MODIFY || i.action() == ItemAction.DELETE)
            .map(item -> changing.productOf(item.id()))
            .collect(toSet());
    for (Component component : all) {
      if (component.action() == ComponentAction.CEASE) {
        assertThat(touched).containsAll(before.get(Inventory.referenceOf(component)).products());
      }
    }
    inventory.fulfil(changing, all);
    fulfilled(ending(inventory), shelf, inventory);
    assertThat(inventory.services).isEmpty();
  }

  /**
   * Where nobody asks for another colour than anybody else, while what is installed may have it;
   * and where what is made of something shared does not depend on whose it is. But for that an item
   * may wait for what it is itself needed for.
   */
  @Property(tries = 300)
  void touchesOnlyWhatDiffersWhicheverItemComesFirst(
      @ForAll("shelves") Shelf drawn,
      @ForAll("orders") List<Line> lines,
      @ForAll("changes") List<Change> changes,
      @ForAll("orders") List<Line> more) {
    Shelf shelf = drawn.sharedWithin(EnumSet.of(Scope.ITEM, Scope.SITE));
    Inventory inventory = new Inventory();
    fulfilled(order(FIRST, items(lines)), shelf, inventory);
    Shelf red = shelf.inOneColour("red");
    ProductOrder changing = inRed(changing(inventory, changes, more));
    Map<String, Kept> before = Map.copyOf(inventory.services);

    Decomposition decomposition = decomposed(changing, red, inventory);

    Assume.that(!isRefused(decomposition));
    List<OrderItem> reversed = new ArrayList<>(changing.items());
    Collections.reverse(reversed);
    Decomposition otherwise = decomposed(order(SECOND, reversed), red, inventory);
    Assume.that(!isRefused(otherwise));
    assertThat(outcome(otherwise)).isEqualTo(outcome(decomposition));
    for (Component component : decomposition.components()) {
      Kept kept = before.get(Inventory.referenceOf(component));
      if (component.action() == ComponentAction.NONE) {
        assertThat(kept.characteristics()).containsAllEntriesOf(component.characteristics());
      } else if (component.action() == ComponentAction.MODIFY) {
        assertThat(component.characteristics().entrySet())
            .isNotEmpty()
            .anyMatch(entry -> !kept.characteristics().entrySet().contains(entry));
      }
    }
    for (Need need : Needs.of(changing, new Items(changing), new Catalogue(red, SECOND)).all()) {
      if (need.item().action() == ItemAction.MODIFY) {
        assertThat(decomposition.components())
            .filteredOn(component -> component.action() != ComponentAction.CEASE)
            .filteredOn(component -> component.name().equals(need.place().component()))
            .filteredOn(
                c -> c.characteristics().entrySet().containsAll(need.characteristics().entrySet()))
            .hasSizeGreaterThanOrEqualTo(need.quantity());
      }
    }
  }

  /** What becomes of what is installed. */
  private static Map<String, List<Object>> outcome(Decomposition decomposition) {
    return decomposition.components().stream()
        .filter(component -> component.installed().isPresent())
        .collect(
            toMap(
                Inventory::referenceOf,
                component -> List.of(component.action(), component.characteristics())));
  }

  private static ProductOrder inRed(ProductOrder order) {
    return order(
        order.id(),
        order.items().stream()
            .map(
                item ->
                    item.asking(
                        item.offering(),
                        item.site(),
                        item.characteristics().isEmpty() ? Map.of() : painted(Optional.of("red"))))
            .toList());
  }

  /**
   * What items and components ask for by place, each component as what it was made as.
   *
   * @param order whose items they are, and whose components
   * @param colours gets those that anybody asks for, by place
   */
  private static Map<List<String>, Integer> asked(
      ProductOrder asking,
      ProductOrder order,
      Shelf shelf,
      Map<List<String>, List<Component>> served,
      Map<List<String>, Set<String>> colours) {
    Map<List<String>, Integer> asked = new HashMap<>();
    Deque<List<String>> unread = new ArrayDeque<>();
    for (OrderItem item : asking.items()) {
      if (item.action() == ItemAction.ADD) {
        for (Row row :
            shelf.rowsOfOffering(item.offering().orElseThrow(), item.characteristics())) {
          List<String> place = place(order, shelf, row.component(), item);
          ask(row, place, asked, unread);
          paint(row, place, item.characteristics(), colours);
        }
      }
    }
    while (!unread.isEmpty()) {
      for (Component made : served.getOrDefault(unread.pop(), List.of())) {
        for (Row row : shelf.rowsOfComponent(made.name(), made.characteristics())) {
          List<String> place = place(order, shelf, row.component(), order.item(made.item()));
          ask(row, place, asked, unread);
          paint(row, place, made.characteristics(), colours);
        }
      }
    }
    return asked;
  }

  private static void ask(
      Row row, List<String> place, Map<List<String>, Integer> asked, Deque<List<String>> unread) {
    if (row.quantity() > 0) {
      if (!asked.containsKey(place)) {
        unread.add(place);
      }
      asked.merge(place, row.quantity(), Math::max);
    }
  }

  private static void paint(
      Row row,
      List<String> place,
      Map<String, String> inherited,
      Map<List<String>, Set<String>> colours) {
    Optional<String> colour =
        row.painted().or(() -> Optional.ofNullable(inherited.get(Shelf.COLOUR)));
    if (row.quantity() > 0 && colour.isPresent()) {
      colours.computeIfAbsent(place, p -> new HashSet<>()).add(colour.get());
    }
  }

  private static boolean mayServeOneItem(
      ProductOrder order, Shelf shelf, Component one, Component other) {
    return !Collections.disjoint(mayServe(order, shelf, one), mayServe(order, shelf, other));
  }

  /** Which items ask for what there is at a place, and if it is by what they are made of. */
  private static Map<List<String>, Set<ItemId>> askers(
      ProductOrder order, Shelf shelf, List<Component> components) {
    Map<List<String>, List<Component>> served =
        components.stream().collect(groupingBy(c -> place(order, shelf, c)));
    Map<List<String>, Set<ItemId>> askers = new HashMap<>();
    for (OrderItem item : order.items()) {
      ProductOrder alone = order(FIRST, List.of(item));
      asked(alone, order, shelf, served, new HashMap<>())
          .keySet()
          .forEach(place -> askers.computeIfAbsent(place, p -> new HashSet<>()).add(item.id()));
    }
    return askers;
  }

  private static Set<ItemId> mayServe(ProductOrder order, Shelf shelf, Component component) {
    return order.items().stream()
        .filter(item -> item.action() == ItemAction.ADD)
        .filter(
            item ->
                place(order, shelf, component)
                    .equals(
                        List.of(component.name(), within(order, scopeOf(shelf, component), item))))
        .map(OrderItem::id)
        .collect(toSet());
  }

  /** It is an item's own, or serves items that have nothing of their own. */
  private static boolean isForItemsAlone(
      ProductOrder order, Shelf shelf, Component component, List<Component> all) {
    Set<ItemId> those = mayServe(order, shelf, component);
    return scopeOf(shelf, component) == Scope.ITEM
        || all.stream()
            .filter(other -> scopeOf(shelf, other) == Scope.ITEM)
            .noneMatch(other -> those.contains(other.item()));
  }

  /** Each of these on one of those, which are others. */
  private static boolean itemsRelyOn(ProductOrder order, Set<ItemId> these, Set<ItemId> those) {
    return Collections.disjoint(these, those)
        && those.stream()
            .anyMatch(
                that ->
                    these.stream()
                        .allMatch(
                            each ->
                                order.item(each).reliesOn().stream()
                                    .anyMatch(other -> isPartOf(order, that, other))));
  }

  private static boolean isPartOf(ProductOrder order, ItemId item, ItemId bundle) {
    return item.equals(bundle)
        || order.item(item).parent().filter(p -> isPartOf(order, p, bundle)).isPresent();
  }

  /** Where an item relied on another, the end of that one relies on its own. */
  @Property(tries = 300)
  void endsWhatAnItemReliedOnAfterIt(
      @ForAll("shelves") Shelf shelf, @ForAll("orders") List<Line> lines) {
    Inventory inventory = new Inventory();
    ProductOrder adding = order(FIRST, items(lines));
    fulfilled(adding, shelf, inventory);

    Decomposition decomposition = decomposed(reversed(adding, inventory), shelf, inventory);

    Assume.that(!isRefused(decomposition));
    for (OrderItem item : adding.items()) {
      for (ItemId other : item.reliesOn()) {
        Set<ComponentId> before = ownOf(adding.productOf(item.id()), decomposition, inventory);
        for (Component component : decomposition.components()) {
          if (ownOf(adding.productOf(other), decomposition, inventory).contains(component.id())) {
            assertThat(component.reliesOn()).containsAll(before);
          }
        }
      }
    }
  }

  /** What ends and was no other product's. */
  private static Set<ComponentId> ownOf(
      String product, Decomposition decomposition, Inventory inventory) {
    return decomposition.components().stream()
        .filter(
            component ->
                inventory
                    .services
                    .get(Inventory.referenceOf(component))
                    .products()
                    .equals(Set.of(product)))
        .map(Component::id)
        .collect(toSet());
  }

  private static ProductOrder reversed(ProductOrder adding, Inventory inventory) {
    Map<ItemId, Set<String>> after = new HashMap<>();
    for (OrderItem item : adding.items()) {
      if (inventory.sold.containsKey(adding.productOf(item.id()))) {
        item.reliesOn().stream()
            .filter(other -> inventory.sold.containsKey(adding.productOf(other)))
            .forEach(
                other -> after.computeIfAbsent(other, o -> new HashSet<>()).add(item.id().value()));
      }
    }
    return order(
        LAST,
        adding.items().stream()
            .filter(item -> inventory.sold.containsKey(adding.productOf(item.id())))
            .map(
                item ->
                    AnItem.numbered(item.id().value())
                        .of(item.offering().orElseThrow())
                        .at(item.site().orElseThrow())
                        .asking(ItemAction.DELETE)
                        .about(adding.productOf(item.id()))
                        .relyingOn(after.getOrDefault(item.id(), Set.of()).toArray(String[]::new))
                        .item())
            .toList());
  }

  private static boolean sharesProduct(Inventory inventory, Component one, Component other) {
    return !Collections.disjoint(
        inventory.services.get(Inventory.referenceOf(one)).products(),
        inventory.services.get(Inventory.referenceOf(other)).products());
  }

  private static void isThereNoMoreOftenThanAnybodyAsked(Inventory inventory, Shelf shelf) {
    Map<List<String>, Long> perSite =
        inventory.services.values().stream()
            .filter(service -> shelf.the(service.component()).scope() == Scope.SITE)
            .filter(service -> shelf.the(service.component()).kind() != Specification.Kind.CFS)
            .collect(groupingBy(s -> List.of(s.component(), s.site().orElseThrow()), counting()));
    assertThat(perSite.values()).allMatch(count -> count <= MOST_OF_ONE);
  }

  private static void expectNoCycle(List<Component> components) {
    Map<ComponentId, Set<ComponentId>> edges =
        components.stream().collect(toMap(Component::id, Component::reliesOn));
    assertThat(Cycles.find(edges.keySet(), edges)).isEmpty();
  }

  /** Nothing of what is drawn is wrong, but that it may rely on itself, or be nothing. */
  private static boolean isRefused(Decomposition decomposition) {
    assertThat(decomposition.findings())
        .extracting(Finding::code)
        .isSubsetOf("cyclic-relation", "nothing-to-fulfil");
    return !decomposition.findings().isEmpty();
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
    // what has no row for a colour is an offering that nobody knows
    Arbitrary<List<Row>> offering =
        Combinators.combine(rows(1, 1).map(always -> always.get(0)), rows(0, 2))
            .as(
                (always, others) -> {
                  List<Row> all = new ArrayList<>(others);
                  all.add(
                      new Row(
                          always.component(),
                          always.quantity(),
                          Optional.empty(),
                          always.painted()));
                  return all;
                });
    return Combinators.combine(components, offering.list().ofSize(OFFERINGS)).as(Shelf::new);
  }

  private static Arbitrary<Drawn> drawn(int others) {
    Arbitrary<ComponentState> states =
        Arbitraries.of(ComponentState.ACTIVATED, ComponentState.VERIFIED, ComponentState.ACTIVE);
    return Combinators.combine(
            Arbitraries.of(Scope.class),
            Arbitraries.of(Specification.Kind.class),
            rows(0, 2),
            others == 0
                ? Arbitraries.just(Map.<Integer, ComponentState>of())
                : Arbitraries.maps(Arbitraries.integers().between(0, others - 1), states)
                    .ofMaxSize(3))
        .as(Drawn::new);
  }

  private static Arbitrary<List<Row>> rows(int least, int most) {
    return Combinators.combine(
            Arbitraries.integers().between(0, COMPONENTS - 1),
            Arbitraries.frequency(
                Tuple.of(1, 0), Tuple.of(6, 1), Tuple.of(2, 2), Tuple.of(1, MOST_OF_ONE)),
            colours(),
            colours())
        .as(Row::new)
        .list()
        .ofMinSize(least)
        .ofMaxSize(most);
  }

  private static Arbitrary<Optional<String>> colours() {
    return Arbitraries.of("red", "blue").optional(0.4);
  }

  @Provide
  Arbitrary<List<Line>> orders() {
    Arbitrary<Line> line =
        Combinators.combine(
                Arbitraries.frequency(Tuple.of(6, true), Tuple.of(1, false)),
                Arbitraries.integers().between(0, OFFERINGS - 1),
                colours(),
                Arbitraries.integers().between(0, 20).optional(),
                Arbitraries.frequencyOf(
                    Tuple.of(4, Arbitraries.just(Set.<Integer>of())),
                    Tuple.of(
                        1, Arbitraries.integers().between(0, MOST_LINES - 1).set().ofMaxSize(2))),
                Arbitraries.of("A-1", "A-2").optional(),
                Arbitraries.integers().between(1, 2))
            .as(Line::new);
    return line.list().ofMinSize(1).ofMaxSize(MOST_LINES);
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(
            Arbitraries.of(ItemAction.MODIFY, ItemAction.DELETE, ItemAction.NO_CHANGE).optional(),
            Arbitraries.integers().between(0, OFFERINGS - 1),
            colours(),
            Arbitraries.of(true, false))
        .as(Change::new)
        .list()
        .ofSize(MOST_LINES);
  }

  private static Decomposition decomposed(ProductOrder order, Shelf shelf) {
    return decomposed(order, shelf, new Inventory());
  }

  private static Decomposition decomposed(ProductOrder order, Shelf shelf, Inventory inventory) {
    return Decomposition.of(
        order,
        new Catalogue(shelf, order.id()),
        inventory.productsOf(order.header().customer().id()),
        postalCode -> Optional.empty(),
        ids());
  }

  private static List<Component> fulfilled(ProductOrder order, Shelf shelf, Inventory inventory) {
    Decomposition decomposition = decomposed(order, shelf, inventory);
    Assume.that(!isRefused(decomposition));
    inventory.fulfil(order, decomposition.components());
    return decomposition.components();
  }

  private static Supplier<ComponentId> ids() {
    AtomicLong ids = new AtomicLong();
    return () -> new ComponentId(new UUID(1, ids.incrementAndGet()));
  }

  private static Scope scopeOf(Shelf shelf, Component component) {
    return shelf.the(component.name()).scope();
  }

  private static List<String> place(ProductOrder order, Shelf shelf, Component component) {
    return List.of(
        component.name(), within(order, scopeOf(shelf, component), order.item(component.item())));
  }

  private static List<String> place(
      ProductOrder order, Shelf shelf, int component, OrderItem item) {
    String name = Shelf.name(component);
    return List.of(name, within(order, shelf.the(name).scope(), item));
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

  private static List<OrderItem> items(List<Line> lines) {
    List<OrderItem> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      int number = i;
      AnItem item =
          AnItem.numbered("i" + i)
              .asking(line.added() ? ItemAction.ADD : ItemAction.NO_CHANGE)
              .of("o" + line.offering())
              .at(new Site("site-" + line.site(), "", "20457"))
              .characterised(painted(line.colour()));
      line.parent().filter(parent -> parent < number).ifPresent(p -> item.partOf("i" + p));
      line.account().ifPresent(item::paidBy);
      item.relyingOn(
          line.reliesOn().stream()
              .filter(other -> other < number && !bundles(lines, other, number))
              .map(other -> "i" + other)
              .toArray(String[]::new));
      items.add(item.item());
    }
    return items;
  }

  private static boolean bundles(List<Line> lines, int bundle, int item) {
    return lines
        .get(item)
        .parent()
        .filter(parent -> parent < item)
        .filter(parent -> parent == bundle || bundles(lines, bundle, parent))
        .isPresent();
  }

  private static Map<String, String> painted(Optional<String> colour) {
    return colour.map(c -> Map.of(Shelf.COLOUR, c)).orElse(Map.of());
  }

  /** What is to become of the products of the first order, and what is added besides. */
  private static ProductOrder changing(Inventory inventory, List<Change> changes, List<Line> more) {
    List<OrderItem> items = items(more);
    inventory.sold.forEach(
        (product, sold) -> {
          Change change = changes.get(Integer.parseInt(sold.id().value().substring(1)));
          change
              .action()
              .ifPresent(
                  action -> {
                    AnItem item =
                        AnItem.numbered("k" + sold.id())
                            .at(sold.site().orElseThrow())
                            .asking(action)
                            .about(product);
                    sold.account().ifPresent(item::paidBy);
                    item.of(
                        action == ItemAction.MODIFY
                            ? "o" + change.offering()
                            : sold.offering().orElseThrow());
                    item.characterised(painted(change.colour()));
                    if (change.after()) {
                      item.relyingOn("i0");
                    }
                    items.add(item.item());
                  });
        });
    return order(SECOND, items);
  }

  private static ProductOrder ending(Inventory inventory) {
    return ending(inventory, inventory.sold.keySet());
  }

  private static ProductOrder ending(Inventory inventory, Set<String> products) {
    List<OrderItem> items = new ArrayList<>();
    for (String product : products) {
      OrderItem sold = inventory.sold.get(product);
      AnItem item =
          AnItem.numbered("e" + items.size())
              .of(sold.offering().orElseThrow())
              .at(sold.site().orElseThrow())
              .asking(ItemAction.DELETE)
              .about(product);
      sold.account().ifPresent(item::paidBy);
      items.add(item.item());
    }
    return order(LAST, items);
  }

  private static ProductOrder order(OrderId id, List<OrderItem> items) {
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
