package dev.turnup.engine.delivery;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.decomposition.Component;
import dev.turnup.engine.decomposition.Components;
import dev.turnup.engine.desk.Approvals.Subject;
import dev.turnup.engine.desk.Decided;
import dev.turnup.engine.desk.Decider;
import dev.turnup.engine.desk.SeekApproval;
import dev.turnup.engine.desk.SeekApproval.Wish;
import dev.turnup.engine.order.Codes;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.EventKind;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.TimelineEntry;
import dev.turnup.engine.order.UseCase;
import java.util.List;
import java.util.Optional;

/** Takes planning's answer to a delivery whose capacity has no date. */
@UseCase
public final class SettleShortage {

  /** As the table {@code approval-policy} names it. */
  private static final String CANCEL_FOR_SHORTAGE = "cancel-for-shortage";

  private static final String WORK = "Resolve capacity shortage";

  private final Components components;
  private final Deliveries deliveries;
  private final CancelComponents cancelComponents;
  private final SeekApproval seekApproval;
  private final Timeline timeline;

  public SettleShortage(
      Components components,
      Deliveries deliveries,
      CancelComponents cancelComponents,
      SeekApproval seekApproval,
      Timeline timeline) {
    this.components = components;
    this.deliveries = deliveries;
    this.cancelComponents = cancelComponents;
    this.seekApproval = seekApproval;
    this.timeline = timeline;
  }

  /** What planning decided. */
  public enum Decision {
    CHECK_AGAIN("checkAgain"),
    CANCEL_COMPONENTS("cancelComponents");

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
                      "Choose whether capacity is checked again or the services are cancelled."));
    }
  }

  /**
   * @param reason needed to cancel; may be empty otherwise
   * @return whether capacity is to be checked again
   * @throws Refused if the decision cannot be followed
   */
  public Decided<Boolean> forDelivery(
      DeliveryId id, Decision decision, String reason, Decider decider) {
    OrderId order = deliveries.get(id).order();
    return seekApproval.of(
        order,
        WORK,
        decider,
        () -> wish(order, id, decision, reason.strip()),
        person -> settle(order, id, decision, reason));
  }

  private Optional<Wish> wish(OrderId order, DeliveryId id, Decision decision, String reason) {
    Delivery delivery = deliveries.get(id);
    if (!delivery.isOpen()) {
      throw new Refused("Delivery " + delivery.number() + " of order " + order + " is over.");
    }
    if (decision == Decision.CHECK_AGAIN) {
      return Optional.empty();
    }
    if (reason.isBlank()) {
      throw new Refused("Say why the services are cancelled: the customer asks.");
    }
    List<Component> going = cancelComponents.goingWith(order, undated(id));
    return Optional.of(
        new Wish(
            CANCEL_FOR_SHORTAGE,
            new Subject(Optional.empty(), going.stream().map(Component::id).collect(toSet())),
            going.stream()
                .map(Component::name)
                .distinct()
                .collect(joining(", ", "Cancelling ", "")),
            reason));
  }

  private boolean settle(OrderId order, DeliveryId id, Decision decision, String reason) {
    if (decision == Decision.CHECK_AGAIN) {
      timeline.add(
          order, TimelineEntry.of(EventKind.NOTED, "Capacity is checked again").remarking(reason));
      return true;
    }
    cancelComponents.because(reason, order, undated(id).stream().map(Component::id).toList());
    return false;
  }

  private List<Component> undated(DeliveryId id) {
    return components.of(id).stream()
        .filter(component -> component.isOpen() && !component.availability().isDated())
        .toList();
  }
}
