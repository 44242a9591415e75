package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.turnup.engine.delivery.Delivery;
import dev.turnup.engine.delivery.DeliveryState;
import dev.turnup.engine.delivery.NextVisit;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.scheduling.SearchSlots;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.transaction.PlatformTransactionManager;

class TimeSlotControllerTest {

  private static final OrderId ORDER = new OrderId("PO-1007");
  private static final Delivery DELIVERY =
      new Delivery(
          new DeliveryId(UUID.randomUUID()),
          ORDER,
          1,
          Optional.of("site-1"),
          DeliveryState.PLANNED,
          Optional.empty(),
          NextVisit.ORDINARY,
          0);
  private static final String QUESTION =
      "{\"relatedEntity\":[{\"id\":\"PO-1007\",\"role\":\"order\",\"@referredType\":\"ProductOrder\"}]}";

  private final VisitsOfCallers visits = mock(VisitsOfCallers.class);
  private final FreshOffers freshOffers = mock(FreshOffers.class);
  private final TimeSlotController controller =
      new TimeSlotController(
          mock(SearchSlots.class),
          visits,
          freshOffers,
          Clock.systemUTC(),
          mock(PlatformTransactionManager.class));

  TimeSlotControllerTest() {
    when(visits.one(ORDER, Optional.empty(), Optional.of("crm"))).thenReturn(DELIVERY);
  }

  @Test
  void doesNotSayThatThereAreNoTimesWhereNobodyKnows() throws Exception {
    assertThatThrownBy(() -> controller.get(id(), null, new TestingAuthenticationToken("crm", "")))
        .isInstanceOf(WorkforceSilent.class);
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setContentType("application/json");
    request.setContent(QUESTION.getBytes(UTF_8));
    assertThatThrownBy(() -> controller.post(request, new TestingAuthenticationToken("crm", "")))
        .isInstanceOf(WorkforceSilent.class);

    when(freshOffers.of(any())).thenReturn(true);
    assertThat(controller.get(id(), null, new TestingAuthenticationToken("crm", "")).toString())
        .as("there is none")
        .contains("\"searchResult\":\"fail\"");
  }

  private static String id() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(QUESTION.getBytes(UTF_8));
  }
}
