package dev.turnup.engine.bulk;

import dev.turnup.engine.cancellation.ForetellCancellation;
import dev.turnup.engine.cancellation.ForetellCancellation.Foretold;
import dev.turnup.engine.order.Cancellation;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.RequestCancellation;
import dev.turnup.engine.order.UseCase;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks for the cancellation of orders, each of which is assessed as any is. */
@UseCase
public final class CancelOrders implements OfferedAction {

  private static final String REASON = "Cancelled by staff, together with other orders";

  private final Orders orders;
  private final Cancellations cancellations;
  private final RequestCancellation requestCancellation;
  private final ForetellCancellation foretellCancellation;

  public CancelOrders(
      Orders orders,
      Cancellations cancellations,
      RequestCancellation requestCancellation,
      ForetellCancellation foretellCancellation) {
    this.orders = orders;
    this.cancellations = cancellations;
    this.requestCancellation = requestCancellation;
    this.foretellCancellation = foretellCancellation;
  }

  @Override
  public String name() {
    return "cancel-order";
  }

  @Override
  public Map<String, String> checked(Map<String, String> parameters, Selection selection) {
    if (!parameters.isEmpty()) {
      throw new Refused("cancel-order takes no parameters.");
    }
    return parameters;
  }

  @Override
  public Forecast forecast(OrderSketch order, Map<String, String> parameters) {
    if (order.state().isFinal()) {
      return Forecast.not("the order has ended: " + order.state().tmfName());
    }
    if (order.cancelling()) {
      return Forecast.not("its cancellation is asked for already");
    }
    Foretold foretold = foretellCancellation.of(order.id());
    return foretold
        .hindrance()
        .map(why -> Forecast.not("it cannot be cancelled: " + why))
        .orElseGet(
            () ->
                Forecast.that(
                    foretold.charged().isEmpty()
                        ? "it is cancelled"
                        : "it is cancelled, at a price for " + foretold.charged()));
  }

  @Override
  public Outcome run(OrderId id, Map<String, String> parameters) {
    Optional<OrderState> state = orders.lockShown(id, Optional.empty()).map(ProductOrder::state);
    if (state.filter(open -> !open.isFinal()).isEmpty()) {
      return new Outcome.NotNeeded(
          "it has ended: " + state.map(OrderState::tmfName).orElse("deleted"));
    }
    if (!cancellations.open(id).isEmpty()) {
      return new Outcome.NotNeeded("its cancellation was asked for already");
    }
    return new Outcome.Begun(
        requestCancellation
            .of(
                id,
                Optional.empty(),
                "{\"cancellationReason\": \"%s\", \"productOrder\": {\"id\": \"%s\"}}"
                    .formatted(REASON, id),
                Optional.of(REASON))
            .toString());
  }

  @Override
  public Recheck recheck(OrderId order, String reference, Instant since) {
    Cancellation asked = cancellations.get(UUID.fromString(reference));
    if (asked.state() == Cancellation.State.TERMINATED_WITH_ERROR) {
      return new Recheck.FailedAgain("not cancelled: " + asked.refusal().orElse("refused"));
    }
    return asked.state() == Cancellation.State.DONE
            || orders.get(order).state() == OrderState.PENDING_CANCELLATION
        ? new Recheck.Progressed()
        : new Recheck.Unchanged();
  }
}
