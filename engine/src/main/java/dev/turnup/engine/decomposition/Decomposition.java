package dev.turnup.engine.decomposition;

import dev.turnup.engine.decomposition.Catalogue.Line;
import dev.turnup.engine.decomposition.Installed.Ending;
import dev.turnup.engine.decomposition.InstalledBase.InstalledProduct;
import dev.turnup.engine.decomposition.InstalledBase.InstalledService;
import dev.turnup.engine.decomposition.Needs.Need;
import dev.turnup.engine.decomposition.Needs.Place;
import dev.turnup.engine.decomposition.Relations.Ended;
import dev.turnup.engine.decomposition.Relations.Made;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an order is made of, and what stands in its way.
 *
 * @param components none if there are findings
 */
record Decomposition(List<Component> components, List<Finding> findings) {

  static Decomposition of(
      ProductOrder order,
      Catalogue catalogue,
      Collection<InstalledProduct> products,
      Territories territories,
      Supplier<ComponentId> ids) {
    Items items = new Items(order);
    Installed installed = new Installed(order, items, products);
    Builder builder = new Builder(order, items, catalogue, installed, territories, ids);
    builder.findings.addAll(items.wrongRelations());
    builder.findings.addAll(installed.findings());
    builder.make(Needs.of(order, items, catalogue));
    builder.end();
    List<Component> related = items.wrongRelations().isEmpty() ? builder.related() : List.of();
    return builder.findings.isEmpty()
        ? new Decomposition(related, List.of())
        : new Decomposition(List.of(), items.inOrder(builder.findings));
  }

  /** Whether the catalogue knows what the item orders. */
  boolean knowsOfferingOf(ItemId item) {
    return findings.stream()
        .noneMatch(
            finding ->
                finding.code().equals("unknown-offering")
                    && finding.item().equals(Optional.of(item)));
  }

  private static final class Builder {
    private final ProductOrder order;
    private final Items items;
    private final Catalogue catalogue;
    private final Installed installed;
    private final Territories territories;
    private final Supplier<ComponentId> ids;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Boolean> covered = new HashMap<>();
    private final List<Made> made = new ArrayList<>();
    private final Wishes wishes = new Wishes();
    private final Map<String, Component> byReference = new HashMap<>();
    private final List<Ended> ended = new ArrayList<>();
    private final Set<Finding> findings = new LinkedHashSet<>();

    Builder(
        ProductOrder order,
        Items items,
        Catalogue catalogue,
        Installed installed,
        Territories territories,
        Supplier<ComponentId> ids) {
      this.order = order;
      this.items = items;
      this.catalogue = catalogue;
      this.installed = installed;
      this.territories = territories;
      this.ids = ids;
    }

    void make(Needs needs) {
      findings.addAll(needs.findings());
      if (findings.isEmpty() && needs.all().isEmpty() && !items.touchInstalled()) {
        findings.add(
            new Finding("nothing-to-fulfil", Optional.empty(), "no item asks for anything"));
      }
      Map<Place, List<InstalledService>> kept = new HashMap<>();
      needs.all().forEach(need -> kept.put(need.place(), kept(need)));
      needs.all().forEach(need -> make(need, kept.get(need.place())));
    }

    /** The services that are, or are to become, what is needed, as far as there are any. */
    private List<InstalledService> kept(Need need) {
      Iterator<InstalledService> there = usable(need);
      List<InstalledService> kept = new ArrayList<>();
      while (kept.size() < need.quantity()) {
        Optional<InstalledService> own = installed.claim(need.item(), need.place().component());
        if (own.isPresent()) {
          wishes.change(own.get(), need.characteristics());
          kept.add(own.get());
        } else if (there.hasNext()) {
          InstalledService service = there.next();
          installed.use(service);
          wishes.use(service, need.characteristics());
          kept.add(service);
        } else {
          break;
        }
      }
      return kept;
    }

    /** What the customer has there, for an item that is added; a service of its own is its own. */
    private Iterator<InstalledService> usable(Need need) {
      return need.item().action() == ItemAction.ADD
              && line(need.place().component()).specification().kind() != Specification.Kind.CFS
          ? installed.at(need.place()).iterator()
          : Collections.emptyIterator();
    }

    private Line line(String component) {
      return lines.computeIfAbsent(component, catalogue::lineOf);
    }

    private void make(Need need, List<InstalledService> kept) {
      Line line = line(need.place().component());
      OrderItem item = line.specification().siteVisit() ? visited(need) : need.item();
      Optional<Specification> specification = line.specificationFor(need.characteristics());
      if (specification.isEmpty()) {
        find(item, "missing-characteristic", line.units());
        return;
      }
      List<Component> components = new ArrayList<>();
      kept.forEach(service -> components.add(kept(item, line, service)));
      while (components.size() < need.quantity()) {
        components.add(
            component(
                item,
                ComponentAction.ADD,
                Optional.empty(),
                specification.get(),
                need.characteristics()));
      }
      if (components.stream().anyMatch(Component::needsVisit)) {
        Optional<String> site = siteOf(item.id());
        need.askers().stream()
            .filter(asker -> siteOf(asker).equals(site))
            .forEach(this::expectSomebodyCanCome);
      }
      made.add(new Made(need, components));
    }

    /** The first that asks and is anywhere. */
    private OrderItem visited(Need need) {
      return need.askers().stream()
          .filter(asker -> siteOf(asker).isPresent())
          .findFirst()
          .map(items::get)
          .orElse(need.item());
    }

    private Optional<String> siteOf(ItemId item) {
      return order.siteOf(item).map(Site::id);
    }

    private void expectSomebodyCanCome(ItemId id) {
      OrderItem item = items.get(id);
      Optional<String> postalCode = order.siteOf(id).map(Site::postalCode);
      if (postalCode.isEmpty()) {
        find(item, "missing-site", "no installation site is named");
      } else if (!covered.computeIfAbsent(
          postalCode.get(), code -> territories.covering(code).isPresent())) {
        find(
            item,
            "unknown-territory",
            "postal code " + (postalCode.get().isBlank() ? "missing" : postalCode.get()));
      }
    }

    /** What is installed is touched only if something about it is to be different. */
    private Component kept(OrderItem item, Line line, InstalledService service) {
      return byReference.computeIfAbsent(
          service.reference(),
          reference -> {
            Map<String, String> wanted = wishes.of(service, line);
            boolean same = service.characteristics().entrySet().containsAll(wanted.entrySet());
            return component(
                item,
                same ? ComponentAction.NONE : ComponentAction.MODIFY,
                known(item, service, line),
                line.specificationFor(wanted).orElseGet(line::specification),
                wanted);
          });
    }

    private Optional<Component.Installed> known(
        OrderItem item, InstalledService service, Line line) {
      if (service.networkReference().isEmpty()) {
        find(
            item,
            "unknown-product",
            "the network does not know " + service.component().orElse(service.reference()));
      }
      return Optional.of(
          new Component.Installed(
              service.reference(),
              service.networkReference().orElse(""),
              Optional.of(line.unitsFor(service.characteristics()))));
    }

    /**
     * Ends what no item needs any more, unless there is nothing to undo. What a changed product is
     * to have no longer is known only where nothing is wrong.
     */
    void end() {
      Map<ItemId, Map<String, Integer>> vanishing = new HashMap<>();
      for (OrderItem item : order.items()) {
        if (item.action() == ItemAction.MODIFY && findings.isEmpty()) {
          vanishing.put(item.id(), vanishing(item));
        }
      }
      installed.ending(vanishing).forEach(this::end);
    }

    /** How many of each component the tables say that its product has, and is to have no longer. */
    private Map<String, Integer> vanishing(OrderItem item) {
      Map<String, Integer> fewer = new HashMap<>();
      installed.before(item).ifPresent(before -> fewer.putAll(Needs.of(before, items, catalogue)));
      Needs.of(item, items, catalogue)
          .forEach((name, wanted) -> fewer.merge(name, -wanted, Integer::sum));
      return fewer;
    }

    private void end(Ending ends) {
      OrderItem item = ends.item();
      if (ends.service().component().isEmpty()) {
        find(item, "unknown-product", "nobody knows what " + ends.service().reference() + " is");
        return;
      }
      Line line = line(ends.service().component().get());
      if (line.specification().reversal().equals(Specification.NOTHING_TO_UNDO)) {
        return;
      }
      Component component =
          component(
              item,
              ComponentAction.CEASE,
              known(item, ends.service(), line),
              line.specificationFor(ends.service().characteristics())
                  .orElseGet(line::specification),
              ends.service().characteristics());
      if (component.needsVisit()) {
        expectSomebodyCanCome(item.id());
      }
      ended.add(new Ended(component, ends));
    }

    private Component component(
        OrderItem item,
        ComponentAction action,
        Optional<Component.Installed> service,
        Specification specification,
        Map<String, String> characteristics) {
      Component component =
          new Component(
              ids.get(),
              order.id(),
              item.id(),
              action,
              service,
              Optional.empty(),
              specification,
              siteOf(item.id()),
              characteristics,
              Map.of(),
              action == ComponentAction.NONE ? ComponentState.ACTIVE : ComponentState.PLANNED,
              new Availability.NotNeeded(),
              1,
              0);
      return component.toReserve().isPresent()
          ? component.available(new Availability.Unchecked())
          : component;
    }

    /** The components with what they rely on, unless something about that is wrong. */
    List<Component> related() {
      Relations.Found related = Relations.of(order, items, lines, made, ended);
      related.finding().ifPresent(findings::add);
      return related.components();
    }

    private void find(OrderItem item, String code, String detail) {
      findings.add(Finding.about(item.id(), code, detail));
    }
  }
}
