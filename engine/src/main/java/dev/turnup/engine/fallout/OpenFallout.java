package dev.turnup.engine.fallout;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.order.CaseFile;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.ItemState;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.StepFellOut;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes a fallout seen: its items are held, the workflow shows an incident. */
@UseCase
public final class OpenFallout {

  private final FalloutBook fallouts;
  private final Orders orders;
  private final Components components;
  private final Possible possible;
  private final PersonsWord personsWord;
  private final WhatHelped whatHelped;
  private final Clock clock;

  public OpenFallout(
      FalloutBook fallouts,
      Orders orders,
      Components components,
      Possible possible,
      PersonsWord personsWord,
      WhatHelped whatHelped,
      Clock clock) {
    this.fallouts = fallouts;
    this.orders = orders;
    this.components = components;
    this.possible = possible;
    this.personsWord = personsWord;
    this.whatHelped = whatHelped;
    this.clock = clock;
  }

  /**
   * Opens it.
   *
   * @param order the order that the workflow says it is about
   * @param raiseIncident takes what the incident is to say, gives its id
   * @return what a person who settles it has to see
   * @throws IllegalArgumentException if the fallout is another order's
   */
  public CaseFile of(OrderId order, FalloutId id, UnaryOperator<String> raiseIncident) {
    Fallout fallout = fallouts.get(id);
    if (!fallout.what().order().equals(order)) {
      throw new IllegalArgumentException("fallout " + id + " is not about order " + order);
    }
    ProductOrder locked = orders.lock(order);
    List<Component> concerned = Concerned.components(fallout.what(), components);
    hold(locked, Concerned.held(fallout.what(), components));
    String before = Experiences.told(whatHelped.with(fallout));
    String situation = fallout.situation();
    fallouts.update(fallout.shownAs(raiseIncident.apply(situation)));
    String options = options(fallout.what(), concerned) + before;
    return concerned.isEmpty()
        ? CaseFile.about(locked, situation, options)
        : file(locked, concerned, situation, options);
  }

  private void hold(ProductOrder order, Set<ItemId> items) {
    for (ItemId item : items) {
      if (order.item(item).state() == ItemState.IN_PROGRESS) {
        order.moveItem(item, ItemState.HELD, clock.instant());
      }
    }
    orders.update(order);
  }

  private static CaseFile file(
      ProductOrder order, List<Component> concerned, String situation, String options) {
    List<OrderItem> items =
        concerned.stream().map(component -> order.item(component.item())).distinct().toList();
    return new CaseFile(
        order.id().value(),
        order.header().customer().name(),
        items.stream()
            .flatMap(item -> order.siteOf(item.id()).stream())
            .map(Site::address)
            .distinct()
            .collect(joining("; ")),
        items.stream().flatMap(item -> item.offering().stream()).distinct().collect(joining(", "))
            + concerned.stream().map(Component::name).collect(joining(", ", " (", ")")),
        situation,
        options);
  }

  private String options(StepFellOut what, List<Component> concerned) {
    StringBuilder options = new StringBuilder("Retry once the cause is mended.");
    if (concerned.size() == 1 && possible.change(concerned.get(0))) {
      options
          .append(" Change and retry: ")
          .append(
              concerned.get(0).characteristics().keySet().stream().sorted().collect(joining(", ")))
          .append('.');
    }
    if (personsWord.againstDone(what).isEmpty()) {
      options.append(" Mark as done: with the reference under which the system has it.");
    }
    Optional<String> besides = CloseFallout.besides(what.step());
    if (besides.isPresent()) {
      options
          .append(" Cancel component: ")
          .append(besides.get())
          .append(", and nothing of the order is given up. Skip means the same.");
    } else {
      Optional<String> byHand = CloseFallout.byHand(what.step());
      if (byHand.isPresent()) {
        options.append(" Skip: ").append(byHand.get()).append('.');
      } else if (personsWord.againstSkipping(what).isEmpty()) {
        options.append(" Skip: the order goes on without it.");
      }
      if (!concerned.isEmpty()
          && possible.cancellation(concerned.get(0).order(), concerned).inTheWay().isEmpty()) {
        if (concerned.size() == 1 && possible.replacement(concerned.get(0))) {
          options.append(
              " Replace component: by another of its kind; what relies on it is planned anew.");
        }
        options.append(" Cancel component: what relies on it is cancelled as well.");
      }
    }
    return options.toString();
  }
}
