package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.Catalogue.Part;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the items of an order need made: each component once within its scope, whoever asks for it.
 */
final class Needs {

  /** How deep components may be made of components. */
  static final int MOST_LEVELS = 16;

  /** Far more than an order of the largest size is made of. */
  static final int MOST_COMPONENTS = 50_000;

  private final Items items;
  private final Catalogue catalogue;
  private final Map<Place, Need> all = new LinkedHashMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

  private Needs(Items items, Catalogue catalogue) {
    this.items = items;
    this.catalogue = catalogue;
  }

  /** A component's name, and within what one serves all. */
  record Place(String component, Scope scope, String within) {}

  /**
   * @param item the one that it belongs to: the first that asked
   * @param quantity how many of the component
   * @param askers the items that it serves
   */
  record Need(
      Place place,
      OrderItem item,
      int quantity,
      Map<String, String> characteristics,
      Set<ItemId> askers) {

    /**
     * It gets what all that ask say of it; where two differ, what the first says. There are as many
     * as whoever wants most.
     */
    Need sharedWith(Need other) {
      Map<String, String> both = new LinkedHashMap<>(other.characteristics);
      both.putAll(characteristics);
      Set<ItemId> served = new LinkedHashSet<>(askers);
      served.addAll(other.askers);
      return new Need(place, item, Math.max(quantity, other.quantity), both, served);
    }

    /** Whether what it is made of has to be asked for again, since it is not as it was. */
    private boolean differsFrom(Need before) {
      return !characteristics.equals(before.characteristics) || !askers.equals(before.askers);
    }
  }

  static Needs of(ProductOrder order, Items items, Catalogue catalogue) {
    Needs needs = new Needs(items, catalogue);
    needs.collect(order.items());
    return needs;
  }

  /** How many of each component an item alone is made of. */
  static Map<String, Integer> of(OrderItem item, Items items, Catalogue catalogue) {
    Needs needs = new Needs(items, catalogue);
    needs.collect(List.of(item));
    return needs.all().stream()
        .collect(Collectors.toMap(need -> need.place().component(), Need::quantity, Integer::sum));
  }

  Collection<Need> all() {
    return all.values();
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void collect(List<OrderItem> ordered) {
    Map<Place, Need> level = new LinkedHashMap<>();
    for (OrderItem item : ordered) {
      for (Part part : partsOf(item)) {
        add(level, part, item, item.characteristics(), Set.of(item.id()));
      }
    }
    int levels = 0;
    while (!level.isEmpty()) {
      int known = all.size();
      List<Need> asking = asking(level.values());
      levels += all.size() > known ? 1 : 0;
      if (levels > MOST_LEVELS + 1) {
        throw new Undecided(
            "decompose-component goes deeper than %d levels: %s"
                .formatted(MOST_LEVELS, level.keySet().iterator().next().component()));
      }
      if (all.values().stream().mapToLong(Need::quantity).sum() > MOST_COMPONENTS) {
        all.clear();
        findings.add(
            new Finding("too-many-components", Optional.empty(), "over " + MOST_COMPONENTS));
        return;
      }
      level = madeOf(asking);
    }
  }

  /** Of those asked for, as all that ask want them, those that ask for anything new in turn. */
  private List<Need> asking(Collection<Need> asked) {
    List<Need> asking = new ArrayList<>();
    for (Need need : asked) {
      Need before = all.get(need.place());
      Need now = all.merge(need.place(), need, Need::sharedWith);
      if (before == null || now.differsFrom(before)) {
        asking.add(now);
      }
    }
    return asking;
  }

  /** What the components of a level are made of in turn. */
  private Map<Place, Need> madeOf(Collection<Need> level) {
    Map<Place, Need> next = new LinkedHashMap<>();
    for (Need need : level) {
      for (Part part :
          catalogue.partsOf(
              need.place().component(), need.item().action(), need.characteristics())) {
        add(next, part, need.item(), need.characteristics(), need.askers());
      }
    }
    return next;
  }

  private List<Part> partsOf(OrderItem item) {
    if (item.action() == ItemAction.NO_CHANGE || item.action() == ItemAction.DELETE) {
      return List.of();
    }
    boolean bundle = items.isBundle(item);
    Optional<String> product = item.offering().or(item::specification);
    List<Part> parts = product.isEmpty() ? List.of() : catalogue.partsOf(item, item.action());
    if (parts.isEmpty() && !bundle) {
      boolean known =
          product.isPresent()
              && item.action() != ItemAction.ADD
              && !catalogue.partsOf(item, ItemAction.ADD).isEmpty();
      find(
          item,
          known ? "unsupported-action" : "unknown-offering",
          known ? item.action().tmfName() : product.orElse("none is named"));
    }
    return parts;
  }

  private void add(
      Map<Place, Need> level,
      Part part,
      OrderItem item,
      Map<String, String> inherited,
      Set<ItemId> askers) {
    Optional<String> within = items.within(part.scope(), item);
    if (within.isEmpty()) {
      find(item, "missing-site", "no installation site is named");
    } else if (part.quantity() > 0) {
      Need need =
          new Need(
              new Place(part.component(), part.scope(), within.get()),
              item,
              part.quantity(),
              part.characteristics().orElse(inherited),
              askers);
      level.merge(need.place(), need, Need::sharedWith);
    }
  }

  private void find(OrderItem item, String code, String detail) {
    findings.add(Finding.about(item.id(), code, detail));
  }
}
