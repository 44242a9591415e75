package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.ItemAction;
import dev.turnup.engine.order.ProductOrder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where items that are added may use what is installed: the sites and billing accounts within which
 * the tables share what the items are made of. Nothing is known of the account of who names none.
 */
record SharedPlaces(List<String> sites, List<String> accounts) {

  private static final SharedPlaces NONE = new SharedPlaces(List.of(), List.of());

  /**
   * @throws Decisions.Undecided if a table has no usable answer
   */
  static SharedPlaces of(ProductOrder order, Decisions decisions) {
    if (order.header().customer().id().isEmpty()) {
      return NONE;
    }
    Set<String> sites = new TreeSet<>();
    Set<String> accounts = new TreeSet<>();
    Needs.of(order, new Items(order), new Catalogue(decisions, order.id())).all().stream()
        .filter(need -> need.item().action() == ItemAction.ADD)
        .forEach(
            need -> {
              switch (need.place().scope()) {
                case SITE -> sites.add(need.place().within());
                case ACCOUNT -> need.item().account().ifPresent(accounts::add);
                case ITEM, BUNDLE, ORDER -> {}
              }
            });
    return new SharedPlaces(List.copyOf(sites), List.copyOf(accounts));
  }
}
