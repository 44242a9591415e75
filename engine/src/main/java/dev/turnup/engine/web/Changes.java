package dev.turnup.engine.web;

import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.order.AmendOrder;
import dev.turnup.engine.order.DeleteOrder;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.UnknownOrder;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes and deletes orders for callers; of two at once, one comes after the other. */
@Component
class Changes {

  private final OrderDocuments documents;
  private final AmendOrder amendOrder;
  private final DeleteOrder deleteOrder;
  private final TransactionTemplate transaction;

  Changes(
      OrderDocuments documents,
      AmendOrder amendOrder,
      DeleteOrder deleteOrder,
      PlatformTransactionManager transactions) {
    this.documents = documents;
    this.amendOrder = amendOrder;
    this.deleteOrder = deleteOrder;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * @param onlyOf the caller whose orders are meant; all if empty
   */
  void amend(OrderId id, Optional<String> onlyOf, Revision meant, OrderPatch patch) {
    Overtaken.again(
        transaction,
        () -> {
          OrderDocument current = locked(id, onlyOf);
          amendOrder.of(
              current.order(),
              () -> {
                meant.refuseOther(current);
                return patch.on(
                    current.document(),
                    current.notes().stream().map(Notes.Note::id).collect(toSet()));
              });
          return id;
        });
  }

  void delete(OrderId id, Revision meant) {
    transaction.executeWithoutResult(
        status -> {
          OrderDocument current = locked(id, Optional.empty());
          meant.refuseOther(current);
          deleteOrder.of(current.order());
        });
  }

  private OrderDocument locked(OrderId id, Optional<String> onlyOf) {
    return documents.lock(id, onlyOf).orElseThrow(() -> new UnknownOrder(id));
  }
}
