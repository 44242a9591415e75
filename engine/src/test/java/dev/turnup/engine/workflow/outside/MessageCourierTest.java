package dev.turnup.engine.workflow.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.turnup.engine.activation.ActivationAnswered;
import dev.turnup.engine.activation.ActivationAnswered.Report;
import dev.turnup.engine.choice.OfferEarlierVisit;
import dev.turnup.engine.delivery.CapacityMoved;
import dev.turnup.engine.delivery.CapacityMoved.Concerned;
import dev.turnup.engine.delivery.CapacityMoved.Effect;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.Inbox;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.OrdersInMemory;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.Submissions;
import dev.turnup.engine.problem.HearTicket;
import dev.turnup.engine.scheduling.HearOfVisit;
import dev.turnup.engine.workflow.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;

/** Whom a message of an outside system reaches. */
class MessageCourierTest {

  private static final OrderId ORDER = new OrderId("PO-1007");
  private static final ComponentId COMPONENT = new ComponentId(UUID.randomUUID());

  private final ActivationAnswered activationAnswered = mock(ActivationAnswered.class);
  private final CapacityMoved capacityMoved = mock(CapacityMoved.class);
  private final OfferEarlierVisit offerEarlierVisit = mock(OfferEarlierVisit.class);
  private final OperationAnswers operationAnswers = mock(OperationAnswers.class);
  private final HearOfVisit hearOfVisit = mock(HearOfVisit.class);
  private final OrdersInMemory orders = new OrdersInMemory();
  private final Inbox inbox = mock(Inbox.class);
  private final Messages messages = mock(Messages.class);
  private final PlatformTransactionManager transactions = mock(PlatformTransactionManager.class);
  private final MessageCourier courier =
      new MessageCourier(
          activationAnswered,
          capacityMoved,
          offerEarlierVisit,
          operationAnswers,
          mock(HearTicket.class),
          hearOfVisit,
          orders,
          inbox,
          messages,
          transactions);

  @Test
  void wakesTheComponentWhoseActivationWasAnswered() {
    Report report = new Report(Optional.of("key"), "active", Optional.empty(), Optional.empty());
    when(activationAnswered.forComponent(ORDER, COMPONENT, report)).thenReturn(true);
    when(messages.activationAnswered(ORDER, COMPONENT)).thenReturn(false, true);

    assertThat(courier.deliver(answer())).isFalse();
    assertThat(courier.deliver(answer())).isTrue();
  }

  @Test
  void settlesAnAnswerThatNobodyWantsAnyMore() {
    when(activationAnswered.forComponent(any(), any(), any())).thenReturn(false);

    assertThat(courier.deliver(answer())).isTrue();
    verifyNoInteractions(messages);
  }

  @Test
  void tellsEveryDeliveryThatACapacityConcerns() {
    Concerned one = new Concerned(ORDER, new DeliveryId(UUID.randomUUID()), Effect.ASSESS_AGAIN);
    Concerned other = new Concerned(ORDER, new DeliveryId(UUID.randomUUID()), Effect.ASSESS_AGAIN);
    Concerned waiting =
        new Concerned(
            new OrderId("PO-1008"), new DeliveryId(UUID.randomUUID()), Effect.START_MAY_MOVE);
    Concerned earlier =
        new Concerned(ORDER, new DeliveryId(UUID.randomUUID()), Effect.COULD_BE_EARLIER);
    List<OrderId> many =
        IntStream.range(0, 120).mapToObj(i -> new OrderId("PO-" + (1000 + i))).toList();
    when(capacityMoved.ordersAt(Optional.of("S-1"), "bandwidth")).thenReturn(many);
    when(capacityMoved.at(
            many.subList(50, 100),
            Optional.of("S-1"),
            "bandwidth",
            Optional.of(LocalDate.parse("2026-03-05"))))
        .thenReturn(List.of(one, waiting, earlier, other));
    when(messages.capacityMoved(ORDER, one.delivery())).thenReturn(false);
    when(messages.capacityMoved(ORDER, other.delivery())).thenReturn(true);

    assertThat(courier.deliver(capacity("2026-03-05"))).isFalse();

    verify(messages).capacityMoved(ORDER, one.delivery());
    verify(messages).capacityMoved(ORDER, other.delivery());
    verify(messages).startConditionsChanged(waiting.order());
    verify(offerEarlierVisit).forDelivery(earlier.delivery());
    verify(transactions, times(3)).commit(any());
  }

  @Test
  void keepsWhatOnlyModelsKnowAsLongAsTheOrderIsOpen() {
    ProductOrder order = orders.inProgress(Submissions.triplePlay("open"), Instant.EPOCH);

    assertThat(courier.deliver(named(order.id()))).isFalse();

    order.moveAllTo(OrderState.COMPLETED, Instant.EPOCH);
    orders.update(order);
    assertThat(courier.deliver(named(order.id()))).isTrue();
  }

  @Test
  void settlesWhatIsAboutAnOrderThatNeverWas() {
    assertThat(courier.deliver(named(ORDER))).isTrue();
  }

  @Test
  void takesNoOldNewsForNew() {
    when(capacityMoved.ordersAt(any(), any())).thenReturn(List.of(ORDER));
    when(inbox.isOutdated(any(), any(), any())).thenReturn(true);

    assertThat(courier.deliver(capacity("2026-03-05"))).isTrue();
    verify(capacityMoved, never()).at(any(), any(), any(), any());
  }

  private static Inbox.Message named(OrderId order) {
    return message("customer-called", Optional.of(order), Optional.empty(), Map.of());
  }

  private static Inbox.Message answer() {
    return message(
        "activation-answered",
        Optional.of(ORDER),
        Optional.of(COMPONENT),
        Map.of("idempotencyKey", "key", "state", "active"));
  }

  private static Inbox.Message capacity(String from) {
    return message(
        "capacity-changed",
        Optional.empty(),
        Optional.empty(),
        Map.of("site", "S-1", "resource", "bandwidth", "availableFrom", from));
  }

  private static Inbox.Message message(
      String type,
      Optional<OrderId> order,
      Optional<ComponentId> component,
      Map<String, String> facts) {
    return new Inbox.Message(UUID.randomUUID(), "network", "m-1", type, order, component, facts, 0);
  }
}
