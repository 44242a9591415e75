package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.Customer;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderProgress.Escalation;
import dev.turnup.engine.order.OrderProgress.Fallout;
import dev.turnup.engine.order.OrderProgress.Milestone;
import dev.turnup.engine.order.OrderProgress.Progress;
import dev.turnup.engine.order.OrderState;
import dev.turnup.engine.order.ProductOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductOrderExtensionTest {

  private static final OrderId ID = new OrderId("PO-7");
  private static final Instant ORDERED = Instant.parse("2030-05-01T08:00:00Z");
  private static final Instant PROMISED = Instant.parse("2030-05-01T09:00:00Z");

  /** The end of 10 May in Lisbon. */
  private static final Optional<Instant> WANTED =
      Optional.of(Instant.parse("2030-05-10T22:00:00Z"));

  private final ObjectNode shown = shown();
  private List<Fallout> fallouts = List.of();
  private Optional<Escalation> escalation = Optional.empty();

  @Test
  void saysThatItExtendsAndWhereItsSchemaIs() {
    show(OrderState.IN_PROGRESS, "2030-05-04", "2030-05-04");

    assertThat(shown.path("@type").asText()).isEqualTo("TurnupProductOrder");
    assertThat(shown.path("@baseType").asText()).isEqualTo("ProductOrder");
    assertThat(shown.path("@schemaLocation").asText()).isEqualTo(ApiDescription.ORDER_SCHEMA);
  }

  @Test
  void leavesTheNameOfASendersOwnExtension() {
    shown.put("@type", "TheirOrder");

    show(OrderState.IN_PROGRESS, "2030-05-04", "2030-05-04");

    assertThat(shown.path("@type").asText()).isEqualTo("TheirOrder");
    assertThat(shown.has("@schemaLocation")).isFalse();
  }

  @Test
  void tellsMilestonesWithTheirItems() {
    show(OrderState.IN_PROGRESS, "2030-05-04", "2030-05-04");

    JsonNode milestone = shown.at("/productOrderMilestone/1");
    assertThat(shown.path("productOrderMilestone")).hasSize(2);
    assertThat(milestone.path("id").asText()).isEqualTo("PO-7-12");
    assertThat(milestone.path("name").asText()).isEqualTo("activated");
    assertThat(milestone.path("milestoneDate").asText()).isEqualTo("2030-05-02T08:00:00Z");
    assertThat(milestone.at("/productOrderItem/0/productOrderItemId").asText()).isEqualTo("1.1");
  }

  @Test
  void projectsADayOfTheSiteAndNoLongerOnceItHasEnded() {
    show(OrderState.IN_PROGRESS, "2030-05-04", "2030-05-04");
    assertThat(shown.path("projectedCompletionDate").asText())
        .isEqualTo("2030-05-04T23:59:59+01:00");

    show(OrderState.COMPLETED, "2030-05-04", "2030-05-04");
    assertThat(shown.has("projectedCompletionDate")).isFalse();
  }

  @Test
  void isInNoJeopardyWhileTheDatesHold() {
    show(OrderState.IN_PROGRESS, "2030-05-10", "2030-05-10");

    assertThat(shown.path("productOrderJeopardyAlert")).isEmpty();
  }

  @Test
  void isInJeopardyWhereItComesLaterThanWanted() {
    show(OrderState.IN_PROGRESS, "2030-05-11", "2030-05-11");

    JsonNode alert = shown.at("/productOrderJeopardyAlert/0");
    assertThat(alert.path("name").asText()).isEqualTo("late-for-request");
    assertThat(alert.path("jeopardyType").asText()).isEqualTo("Hazard");
    assertThat(alert.path("alertDate").asText()).isEqualTo(PROMISED.toString());
    assertThat(alert.path("message").asText())
        .isEqualTo("projected for 2030-05-11, wanted by 2030-05-10");
  }

  @Test
  void isInWorseJeopardyWhereItComesLaterThanPromised() {
    show(OrderState.IN_PROGRESS, "2030-05-11", "2030-05-12");

    assertThat(shown.at("/productOrderJeopardyAlert/0/name").asText())
        .isEqualTo("late-for-promise");
    assertThat(shown.at("/productOrderJeopardyAlert/0/jeopardyType").asText())
        .isEqualTo("Critical");
  }

  @Test
  void isInJeopardyWhileSomebodyHasToLookAfterIt() {
    escalation =
        Optional.of(new Escalation("e-1", "overdue-task", 1, "a task is overdue", PROMISED));

    show(OrderState.IN_PROGRESS, "2030-05-04", "2030-05-04");

    JsonNode alert = shown.at("/productOrderJeopardyAlert/0");
    assertThat(alert.path("exception").asText()).isEqualTo("overdue-task");
    assertThat(alert.path("jeopardyType").asText()).isEqualTo("Critical");
  }

  @Test
  void tellsWhyAnItemIsHeld() {
    fallouts =
        List.of(
            new Fallout(
                "f-1",
                "Activate service",
                "network",
                "no-port",
                "no such port",
                PROMISED,
                Optional.of(new ItemId("1.1"))));

    show(OrderState.HELD, "2030-05-04", "2030-05-04");

    JsonNode error = shown.at("/productOrderErrorMessage/0");
    assertThat(error.path("code").asText()).isEqualTo("no-port");
    assertThat(error.path("reason").asText()).isEqualTo("Activate service fell out");
    assertThat(error.path("message").asText()).isEqualTo("no such port");
    assertThat(error.at("/productOrderItem/0/productOrderItemId").asText()).isEqualTo("1.1");
    assertThat(shown.at("/productOrderItem/0").has("productOrderItemErrorMessage")).isFalse();
    assertThat(
            shown
                .at("/productOrderItem/0/productOrderItem/0/productOrderItemErrorMessage/0/code")
                .asText())
        .isEqualTo("no-port");
  }

  private void show(OrderState state, String promised, String projected) {
    ProductOrder order =
        new ProductOrder(
            new ProductOrder.Header(
                ID,
                "crm",
                Optional.empty(),
                new Customer("C-1", "Ada", "standard", Optional.empty(), Optional.empty()),
                ORDERED,
                Optional.empty(),
                WANTED),
            state,
            Optional.of(LocalDate.parse(promised)),
            Optional.empty(),
            List.of(),
            0);
    List<Milestone> milestones =
        List.of(
            new Milestone(11, "promised", PROMISED, "Promised", Optional.empty()),
            new Milestone(
                12,
                "activated",
                Instant.parse("2030-05-02T08:00:00Z"),
                "Switched on",
                Optional.of(new ItemId("1.1"))));
    Progress progress =
        new Progress(
            ZoneId.of("Europe/Lisbon"),
            Optional.of(LocalDate.parse(projected)),
            milestones,
            fallouts,
            Optional.empty(),
            escalation);
    new ProductOrderExtension(orders -> Map.of(ID, progress))
        .addTo(Map.of(ID, shown), List.of(order));
  }

  private static ObjectNode shown() {
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.put("id", ID.value()).put("href", "/productOrder/PO-7");
    order
        .putArray("productOrderItem")
        .addObject()
        .put("id", "1")
        .putArray("productOrderItem")
        .addObject()
        .put("id", "1.1");
    return order;
  }
}
