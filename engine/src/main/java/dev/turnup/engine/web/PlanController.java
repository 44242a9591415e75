package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.delivery.PlanVersion;
import dev.turnup.engine.delivery.PreviewOrder;
import dev.turnup.engine.delivery.ReadPlan;
import dev.turnup.engine.order.Decisions.Undecided;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderPlans;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The plan of an order, and what would be planned for one that is not placed. */
@RestController
class PlanController {

  private static final String PLAN = "/operations/orders/{number}/plan";
  private static final String SVG = "image/svg+xml";

  private final Orders orders;
  private final ReadPlan readPlan;
  private final OrderPlans plans;
  private final PreviewOrder previewOrder;
  private final TransactionTemplate transaction;

  PlanController(
      Orders orders,
      ReadPlan readPlan,
      OrderPlans plans,
      PreviewOrder previewOrder,
      TransactionTemplate transaction) {
    this.orders = orders;
    this.readPlan = readPlan;
    this.transaction = transaction;
    this.plans = plans;
    this.previewOrder = previewOrder;
  }

  /** Any version of the plan; states are always those of now. */
  @GetMapping(path = PLAN, params = "!format", produces = MediaType.APPLICATION_JSON_VALUE)
  ShownPlan plan(
      @PathVariable String number,
      @RequestParam(required = false) @Nullable Integer version,
      Authentication login) {
    PlanVersion found = find(number, Optional.ofNullable(version), login);
    return ShownPlan.of(found, plans.of(found.order()));
  }

  @GetMapping(path = PLAN, params = "!format", produces = SVG)
  String drawing(
      @PathVariable String number,
      @RequestParam(required = false) @Nullable Integer version,
      Authentication login) {
    PlanVersion found = find(number, Optional.ofNullable(version), login);
    return PlanDrawing.of(
        found.order().value(),
        plans.zoneOf(found.order()),
        ShownPlan.of(found, plans.of(found.order())));
  }

  /** The drawing for a link in a browser, which cannot say what it accepts. */
  @GetMapping(path = PLAN, params = "format", produces = SVG)
  String drawing(
      @PathVariable String number,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam String format,
      Authentication login) {
    if (!format.equals("svg")) {
      throw RequestRefused.malformed(
          "invalid-criterion", "format is svg", "Leave it out for JSON.");
    }
    return drawing(number, version, login);
  }

  @PostMapping(
      path = "/operations/orders/preview",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ShownPreview preview(HttpServletRequest request, Authentication login) throws IOException {
    ObjectNode document = Intake.documentIn(request);
    try {
      return ShownPreview.of(
          previewOrder.of(new SentOrder(document).from(login.getName(), Optional.empty())));
    } catch (Undecided undecided) {
      throw RequestRefused.undecided(undecided);
    }
  }

  private PlanVersion find(String number, Optional<Integer> version, Authentication login) {
    Optional<String> onlyOf = Readers.onlyOf(login);
    OrderId id =
        Optional.of(number)
            .filter(OrderId::isOrderNumber)
            .flatMap(form -> orders.find(new OrderId(form)))
            .filter(order -> onlyOf.filter(caller -> !caller.equals(callerOf(order))).isEmpty())
            .map(ProductOrder::id)
            .orElseThrow(() -> RequestRefused.unknownOrder(number));
    return Overtaken.again(transaction, () -> readPlan.of(id, version))
        .orElseThrow(
            () ->
                new RequestRefused(
                    new Problem(
                        HttpStatus.NOT_FOUND,
                        "no-plan",
                        version
                            .map(wanted -> "order " + id + " has no plan " + wanted)
                            .orElse("order " + id + " is not planned yet"),
                        "")));
  }

  private static String callerOf(ProductOrder order) {
    return order.header().caller();
  }
}
