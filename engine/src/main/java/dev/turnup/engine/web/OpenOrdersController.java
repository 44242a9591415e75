package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.escalation.OpenOrders;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The orders that have not ended: what was promised, what threatens it, who looks after them. */
@RestController
class OpenOrdersController {

  private static final String PATH = "/operations/orders";

  private final OpenOrders openOrders;

  OpenOrdersController(OpenOrders openOrders) {
    this.openOrders = openOrders;
  }

  /** An order; what there is not is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shown(
      String order,
      String state,
      String tier,
      String promised,
      String projected,
      Jeopardy jeopardy,
      Escalation escalation) {

    static Shown of(OpenOrders.Shown open) {
      return new Shown(
          open.order().value(),
          open.state(),
          open.tier(),
          open.promised().map(LocalDate::toString).orElse(""),
          open.projected().map(LocalDate::toString).orElse(""),
          open.since()
              .map(since -> new Jeopardy(open.colour().code(), since.toString(), open.reason()))
              .orElse(null),
          open.level()
              .map(
                  level ->
                      new Escalation(
                          level,
                          open.group().orElse(""),
                          open.findings().stream().map(Finding::code).sorted().toList()))
              .orElse(null));
    }
  }

  /** In how much jeopardy its promise is, and why. */
  record Jeopardy(String colour, String since, String reason) {}

  /** Who was told of it last. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Escalation(@JsonInclude int level, String group, List<String> findings) {}

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<Shown>> orders(
      @RequestParam(defaultValue = "") String jeopardy,
      @RequestParam(defaultValue = "false") String escalated,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit) {
    if (!List.of("true", "false").contains(escalated)
        || !after.isEmpty() && !OrderId.isOrderNumber(after)
        || !Listed.isLimit(limit)) {
      throw refused();
    }
    List<OpenOrders.Shown> page =
        openOrders.find(
            coloursIn(jeopardy),
            escalated.equals("true"),
            Optional.of(after).filter(given -> !given.isEmpty()).map(OrderId::new),
            limit + 1);
    return Listed.of(
            page,
            limit,
            "%s?jeopardy=%s&escalated=%s".formatted(PATH, jeopardy, escalated),
            OpenOrders.Shown::order)
        .shown(Shown::of)
        .json();
  }

  private static Set<Colour> coloursIn(String list) {
    if (list.isEmpty()) {
      return Set.of();
    }
    Set<Colour> colours =
        EnumSet.complementOf(EnumSet.of(Colour.GREEN)).stream()
            .filter(colour -> Arrays.asList(list.split(",")).contains(colour.code()))
            .collect(Collectors.toSet());
    if (colours.size() != list.split(",", -1).length) {
      throw refused();
    }
    return colours;
  }

  private static RequestRefused refused() {
    return RequestRefused.malformed(
        "invalid-criterion",
        "jeopardy is amber, red or both, escalated is true or false, after is a number like"
            + " PO-1007, limit is from 1 to 1,000",
        "");
  }
}
