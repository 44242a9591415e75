package dev.turnup.engine.decomposition;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Offerings.Characteristic;
import dev.turnup.engine.desk.Approvals.Subject;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.desk.SeekApproval.Wish;
import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.Decisions;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Site;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the order desk's answer to an order that cannot be fulfilled as it was sent. */
@UseCase
public final class ReviseOrder {

  /** As the table {@code approval-policy} names it. */
  private static final String GIVE_UP_ORDER = "give-up-order";

  private static final String WORK = "Repair order";

  private final Orders orders;
  private final Findings findings;
  private final OtherOrders otherOrders;
  private final Decisions decisions;
  private final SeekApproval seekApproval;
  private final Timeline timeline;
  private final Notes notes;

  public ReviseOrder(
      Orders orders,
      Findings findings,
      OtherOrders otherOrders,
      Decisions decisions,
      SeekApproval seekApproval,
      Timeline timeline,
      Notes notes) {
    this.orders = orders;
    this.findings = findings;
    this.otherOrders = otherOrders;
    this.decisions = decisions;
    this.seekApproval = seekApproval;
    this.timeline = timeline;
    this.notes = notes;
  }

  /** What the order desk decided. */
  public enum Decision {
    CORRECT("correct"),
    /** The order is no repetition of another by mistake. */
    GO_ON("goOn"),
    GIVE_UP("giveUp");

    private final String code;

    Decision(String code) {
      this.code = code;
    }

    /**
     * @throws Refused if it is none of the decisions
     */
    public static Decision of(String code) {
      return Codes.find(values(), decision -> decision.code, code)
          .orElseThrow(
              () ->
                  new Refused(
                      "Choose whether the order is corrected or given up, or goes on beside the other."));
    }
  }

  /**
   * What the form of <em>Repair order</em> submits; what is empty stays as it was sent.
   *
   * @param item whose attributes are meant; empty for every item that something is wrong with
   * @param product the id of the product that is meant
   * @param characteristic of the product
   * @param site the id of the place
   * @param remark why; needed to give the order up
   */
  public record Revision(
      Decision decision,
      Optional<ItemId> item,
      Optional<String> product,
      Optional<String> offering,
      Optional<Correction> characteristic,
      Optional<String> site,
      Optional<String> address,
      Optional<String> postalCode,
      Optional<String> remark) {

    boolean isEmpty() {
      return product.isEmpty()
          && offering.isEmpty()
          && characteristic.isEmpty()
          && site.isEmpty()
          && address.isEmpty()
          && postalCode.isEmpty();
    }
  }

  /**
   * What a characteristic is to be.
   *
   * @param value empty to remove it
   */
  public record Correction(String name, Optional<String> value) {}

  /**
   * @return whether the order was given up
   * @throws Refused if what was submitted is no answer to what is wrong
   */
  public Decided<Boolean> forOrder(OrderId id, Revision revision, Decider decider) {
    return seekApproval.of(
        id, WORK, decider, () -> wish(id, revision), person -> revise(id, revision));
  }

  private Optional<Wish> wish(OrderId id, Revision revision) {
    if (orders.lock(id).state() != OrderState.PENDING) {
      throw new Refused("Order " + id + " does not wait for a repair any more.");
    }
    return revision.decision() == Decision.GIVE_UP
        ? Optional.of(
            new Wish(
                GIVE_UP_ORDER,
                new Subject(Optional.empty(), Set.of()),
                "Giving the order up",
                reasonToGiveUp(revision)))
        : Optional.empty();
  }

  private boolean revise(OrderId id, Revision revision) {
    ProductOrder order = orders.lock(id);
    switch (revision.decision()) {
      case GIVE_UP -> notes.add(id, "Order given up: " + reasonToGiveUp(revision));
      case CORRECT -> correct(order, revision);
      case GO_ON -> goOn(id, revision);
    }
    return revision.decision() == Decision.GIVE_UP;
  }

  private void goOn(OrderId id, Revision revision) {
    Set<OrderId> repeated =
        findings.of(id).stream()
            .filter(finding -> finding.code().equals(CompareOrders.DUPLICATE))
            .flatMap(finding -> finding.other().stream())
            .collect(toSet());
    if (repeated.isEmpty()) {
      throw new Refused("No other order is like this one; correct what is wrong, or give it up.");
    }
    repeated.forEach(other -> otherOrders.meanToRepeat(id, other));
    String others = repeated.stream().map(OrderId::value).sorted().collect(joining(", "));
    timeline.add(
        id,
        TimelineEntry.of(EventKind.REPAIRED, "Order is meant beside " + others)
            .remarking(revision.remark().orElse("")));
  }

  private static String reasonToGiveUp(Revision revision) {
    return revision
        .remark()
        .orElseThrow(() -> new Refused("Say in the remark why the order is given up."));
  }

  private void correct(ProductOrder order, Revision revision) {
    if (revision.isEmpty()) {
      throw new Refused("Correct at least one thing, or give the order up.");
    }
    for (OrderItem item : itemsMeantBy(order, revision)) {
      OrderItem corrected = corrected(order, item, revision);
      orders.correct(order.id(), corrected);
      timeline.add(
          order.id(),
          TimelineEntry.of(EventKind.REPAIRED, "Item " + item.id() + " corrected")
              .remarking(
                  revision.remark().map(remark -> remark + "; ").orElse("")
                      + "it was "
                      + inFull(order.siteOf(item.id()), item))
              .about(item.id())
              .with("before", told(order.siteOf(item.id()), item))
              .with("after", told(corrected.site(), corrected)));
    }
  }

  private List<OrderItem> itemsMeantBy(ProductOrder order, Revision revision) {
    List<OrderItem> meant =
        revision.item().isPresent()
            ? order.items().stream()
                .filter(item -> item.id().equals(revision.item().get()))
                .toList()
            : findings.of(order.id()).stream()
                .flatMap(finding -> finding.item().stream())
                .distinct()
                .map(order::item)
                .toList();
    if (meant.isEmpty()) {
      throw new Refused("Say which item is meant; order " + order.id() + " has no such item.");
    }
    if ((revision.offering().isPresent() || revision.product().isPresent()) && meant.size() > 1) {
      throw new Refused("Say whose offering or product is meant: more than one item needs repair.");
    }
    return meant;
  }

  private OrderItem corrected(ProductOrder order, OrderItem item, Revision revision) {
    Map<String, String> characteristics = new HashMap<>(item.characteristics());
    Optional<String> offering = revision.offering().or(item::offering);
    revision
        .characteristic()
        .ifPresent(
            correction -> {
              check(
                  order.id(),
                  item.asking(offering, item.site(), item.characteristics()),
                  correction);
              correction
                  .value()
                  .ifPresentOrElse(
                      value -> characteristics.put(correction.name(), value),
                      () -> characteristics.remove(correction.name()));
            });
    return new OrderItem(
        item.id(),
        item.parent(),
        item.action(),
        revision.product().or(item::product),
        offering,
        item.specification(),
        item.account(),
        site(order.siteOf(item.id()), revision),
        item.deliveryPreference(),
        Map.copyOf(characteristics),
        item.reliesOn(),
        item.state());
  }

  /** What is removed, or was not allowed before, is judged when the order is decomposed again. */
  private void check(OrderId order, OrderItem item, Correction correction) {
    if (item.sold().isEmpty() || correction.value().isEmpty()) {
      return;
    }
    Map<String, Characteristic> known = new Offerings(decisions, order).characteristicsOf(item);
    if (item.offering().isEmpty() && known.isEmpty()) {
      return;
    }
    Characteristic characteristic = known.get(correction.name());
    if (characteristic == null) {
      throw new Refused(
          item.sold().get()
              + (known.isEmpty()
                  ? " has no characteristics."
                  : " has these characteristics: " + String.join(", ", known.keySet()) + "."));
    }
    if (!characteristic.allows(correction.value().get())) {
      throw new Refused("Say as " + correction.name() + ": " + characteristic.told() + ".");
    }
  }

  private static Optional<Site> site(Optional<Site> before, Revision revision) {
    if (revision.site().isEmpty()
        && revision.address().isEmpty()
        && revision.postalCode().isEmpty()) {
      return before;
    }
    return Optional.of(
        new Site(
            revision
                .site()
                .or(() -> before.map(Site::id))
                .orElseThrow(() -> new Refused("Name the site as well: the order names none.")),
            revision.address().or(() -> before.map(Site::address)).orElse(""),
            revision.postalCode().or(() -> before.map(Site::postalCode)).orElse("")));
  }

  private static String inFull(Optional<Site> site, OrderItem item) {
    return item.offering().orElse("no offering")
        + ", "
        + site.map(Site::toString).orElse("no site")
        + ", "
        + item.characteristics();
  }

  /** What the timeline may keep of it: neither an address nor what the customer chose freely. */
  private static String told(Optional<Site> site, OrderItem item) {
    return item.offering().orElse("no offering")
        + ", "
        + site.map(where -> "site " + where.id()).orElse("no site");
  }
}
