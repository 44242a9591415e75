package dev.turnup.engine.decomposition;

import static dev.turnup.engine.Planning.item;

import dev.turnup.engine.Planning;
import dev.turnup.engine.decomposition.ApplyOrderRules.Ruling;
import dev.turnup.engine.decomposition.ReviseOrder.Correction;
import dev.turnup.engine.decomposition.ReviseOrder.Decision;
import dev.turnup.engine.decomposition.ReviseOrder.Revision;
import dev.turnup.engine.order.AnItem;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderItem;
import dev.turnup.engine.order.Site;
import java.util.Map;
import java.util.Optional;

/** Orders in which something was found, and the order desk. */
abstract class RulesCase {

  final Planning planning = new Planning();
  final ReviseOrder reviseOrder =
      new ReviseOrder(
          planning.orders,
          planning.findings,
          planning.others,
          planning.tables,
          planning.seekApproval,
          planning.timeline,
          planning.notes);
  final RejectOrder rejectOrder =
      new RejectOrder(
          planning.orders,
          planning.findings,
          planning.tables,
          planning.timeline,
          planning.notes,
          planning.clock);

  Ruling ruled(OrderId order) {
    planning.decomposeItems.forOrder(order);
    return planning.applyOrderRules.forOrder(order);
  }

  boolean revised(OrderId order, Revision revision) {
    return reviseOrder.forOrder(order, revision, Planning.GRACE).done().orElseThrow();
  }

  static OrderItem inTheSea(String id) {
    return AnItem.like(item(id, "internet-300"))
        .at(new Site("site-1", "in the sea", "00000"))
        .item();
  }

  static OrderItem with(OrderItem item, Map<String, String> characteristics) {
    return AnItem.like(item).characterised(characteristics).item();
  }

  static Revision postalCode(String code) {
    return revision(Decision.CORRECT, Optional.empty(), "", code, Optional.empty());
  }

  static Revision offering(String offering) {
    return revision(Decision.CORRECT, Optional.empty(), offering, "", Optional.empty());
  }

  static Revision set(Optional<ItemId> item, String name, String value) {
    return new Revision(
        Decision.CORRECT,
        item,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Correction(name, given(value))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Revision goOn() {
    return revision(Decision.GO_ON, Optional.empty(), "", "", Optional.empty());
  }

  static Revision nothing() {
    return revision(Decision.CORRECT, Optional.empty(), "", "", Optional.empty());
  }

  static Revision giveUp(Optional<String> remark) {
    return revision(Decision.GIVE_UP, Optional.empty(), "", "", remark);
  }

  static Revision revision(
      Decision decision,
      Optional<ItemId> item,
      String offering,
      String postalCode,
      Optional<String> remark) {
    return new Revision(
        decision,
        item,
        Optional.empty(),
        given(offering),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        given(postalCode),
        remark);
  }

  static Optional<String> given(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
