package dev.turnup.engine.cancellation;

import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.order.AnswerCancellations;
import dev.turnup.engine.order.CallsUnderWay;
import dev.turnup.engine.order.Cancellations;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;

/**
 * Decides whether an order may be cancelled: as long as all that was done for it can be undone; and
 * whether that costs something.
 */
@UseCase
public final class AssessCancellation {

  private final Orders orders;
  private final Components components;
  private final Cancellations cancellations;
  private final AnswerCancellations answerCancellations;
  private final OutboundCalls outboundCalls;
  private final CallsUnderWay callsUnderWay;
  private final Notes notes;
  private final Clock clock;

  public AssessCancellation(
      Orders orders,
      Components components,
      Cancellations cancellations,
      AnswerCancellations answerCancellations,
      OutboundCalls outboundCalls,
      CallsUnderWay callsUnderWay,
      Notes notes,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.cancellations = cancellations;
    this.answerCancellations = answerCancellations;
    this.outboundCalls = outboundCalls;
    this.callsUnderWay = callsUnderWay;
    this.notes = notes;
    this.clock = clock;
  }

  /** What became of it. */
  public enum Verdict {
    /** What is under way outside ends first. */
    WAIT("wait"),
    GRANTED("granted"),
    DENIED("denied");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * From here on the order begins nothing new outside until it is decided; denied, it goes on where
   * it was.
   */
  public Verdict forOrder(OrderId id) {
    ProductOrder order = orders.lockAlone(id);
    if (!answerCancellations.begin(id)) {
      return Verdict.DENIED;
    }
    if (order.state().isFinal()) {
      answerCancellations.refuse(id, "the order is " + order.state().tmfName() + " already");
      return Verdict.DENIED;
    }
    if (order.state() != OrderState.ASSESSING_CANCELLATION) {
      cancellations.remember(id, order.assessCancellation(clock.instant()));
    }
    Verdict verdict = callsUnderWay.any(id) ? Verdict.WAIT : decide(order);
    orders.update(order);
    return verdict;
  }

  private Verdict decide(ProductOrder order) {
    Undoing undoing =
        Undoing.of(order, components.of(order.id()), outboundCalls.irrevocable(order.id()));
    if (undoing.hindrance().isEmpty()) {
      order.grantCancellation(clock.instant());
      if (!undoing.charged().isEmpty()) {
        charge(order.id(), Names.of(undoing.charged()));
      }
      return Verdict.GRANTED;
    }
    String why = undoing.hindrance().get();
    order.denyCancellation(cancellations.former(order.id()), clock.instant());
    answerCancellations.refuse(order.id(), why);
    notes.add(order.id(), "Not cancelled: " + why);
    return Verdict.DENIED;
  }

  private void charge(OrderId id, String what) {
    answerCancellations.charge(id, what);
    notes.add(id, "The cancellation is charged, as something was done that costs: " + what);
  }
}
