package dev.turnup.engine.cancellation;

import static java.util.stream.Collectors.joining;

import dev.turnup.engine.activation.ServiceRecords;
import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.decomposition.Names;
import dev.turnup.engine.decomposition.OtherOrders;
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
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an order may be cancelled: as long as all that was done for it can be undone; and
 * whether that costs something.
 */
@UseCase
public final class AssessCancellation {

  private final Orders orders;
  private final Components components;
  private final ServiceRecords records;
  private final OtherOrders otherOrders;
  private final Cancellations cancellations;
  private final AnswerCancellations answerCancellations;
  private final OutboundCalls outboundCalls;
  private final CallsUnderWay callsUnderWay;
  private final Notes notes;
  private final Clock clock;

  public AssessCancellation(
      Orders orders,
      Components components,
      ServiceRecords records,
      OtherOrders otherOrders,
      Cancellations cancellations,
      AnswerCancellations answerCancellations,
      OutboundCalls outboundCalls,
      CallsUnderWay callsUnderWay,
      Notes notes,
      Clock clock) {
    this.orders = orders;
    this.components = components;
    this.records = records;
    this.otherOrders = otherOrders;
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
    List<Component> all = components.of(order.id());
    Undoing undoing = Undoing.of(order, all, outboundCalls.irrevocable(order.id()));
    Optional<String> hindrance = undoing.hindrance().or(() -> used(order, all));
    if (hindrance.isEmpty()) {
      order.grantCancellation(clock.instant());
      if (!undoing.charged().isEmpty()) {
        charge(order.id(), Names.of(undoing.charged()));
      }
      return Verdict.GRANTED;
    }
    String why = hindrance.get();
    order.denyCancellation(cancellations.former(order.id()), clock.instant());
    answerCancellations.refuse(order.id(), why);
    notes.add(order.id(), "Not cancelled: " + why);
    return Verdict.DENIED;
  }

  /** Nobody is judged meanwhile who could begin to use it. */
  private Optional<String> used(ProductOrder order, List<Component> all) {
    List<String> made =
        Undoing.switchedOn(order, all).stream()
            .flatMap(component -> records.of(component.id()).inventory().reference().stream())
            .toList();
    otherOrders.judgeAlone(order.header().customer().id(), made);
    List<OrderId> users = otherOrders.usersOf(order.id(), made);
    return users.isEmpty()
        ? Optional.empty()
        : Optional.of(
            users.stream().map(OrderId::value).collect(joining(", ", "used by order ", "")));
  }

  private void charge(OrderId id, String what) {
    answerCancellations.charge(id, what);
    notes.add(id, "The cancellation is charged, as something was done that costs: " + what);
  }
}
