package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.subscription.Subscriptions;
import dev.turnup.engine.subscription.Subscriptions.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How far subscribers have got, and having what could not be told tried again. */
@RestController
class SubscriptionsController {

  private final Subscriptions subscriptions;
  private final Clock clock;

  SubscriptionsController(Subscriptions subscriptions, Clock clock) {
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  /**
   * One subscription; {@code state} is {@code active}, {@code failing}, or {@code parked} where
   * something is not tried any more.
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shown(
      String id,
      String owner,
      String callback,
      String query,
      @JsonInclude boolean signed,
      String state,
      @JsonInclude long behind,
      @JsonInclude long failingOrders,
      @JsonInclude long parkedOrders,
      String failingSince,
      String lastFailure) {

    static Shown of(Standing standing) {
      return new Shown(
          standing.id().toString(),
          standing.owner(),
          standing.callback().toString(),
          standing.query(),
          standing.signed(),
          standing.parkedOrders() > 0
              ? "parked"
              : standing.failingOrders() > 0 ? "failing" : "active",
          standing.behind(),
          standing.failingOrders(),
          standing.parkedOrders(),
          standing.failingSince().map(Instant::toString).orElse(""),
          standing.lastFailure().orElse(""));
    }
  }

  @GetMapping(path = "/operations/subscriptions", produces = MediaType.APPLICATION_JSON_VALUE)
  List<Shown> subscriptions() {
    return subscriptions.standings().stream().map(Shown::of).toList();
  }

  @PostMapping("/operations/subscriptions/{id}/resume")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resume(@PathVariable String id) {
    boolean known =
        HubController.idOf(id)
            .map(given -> subscriptions.resume(given, clock.instant()))
            .orElse(false);
    if (!known) {
      throw HubController.unknown(id);
    }
  }
}
