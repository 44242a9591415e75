package dev.turnup.engine.web;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnup.engine.bulk.ChangePriority.Priorities;
import dev.turnup.engine.order.AmendOrder;
import dev.turnup.engine.order.Amendment;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderDocuments;
import dev.turnup.engine.order.OrderDocuments.OrderDocument;
import dev.turnup.engine.order.OrderId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The attribute {@code priority} of orders, changed as their callers change it. */
@Component
class OrderPriorities implements Priorities {

  private final OrderDocuments documents;
  private final AmendOrder amendOrder;

  OrderPriorities(OrderDocuments documents, AmendOrder amendOrder) {
    this.documents = documents;
    this.amendOrder = amendOrder;
  }

  @Override
  public boolean change(OrderId id, String priority) {
    return documents
        .lock(id, Optional.empty())
        .filter(current -> !current.order().state().isFinal())
        .map(current -> change(current, priority))
        .orElse(false);
  }

  private boolean change(OrderDocument current, String priority) {
    Optional<Amendment> amendment =
        new OrderPatch(JsonNodeFactory.instance.objectNode().put("priority", priority))
            .on(current.document(), current.notes().stream().map(Notes.Note::id).collect(toSet()));
    amendOrder.of(current.order(), () -> amendment);
    return amendment.isPresent();
  }
}
