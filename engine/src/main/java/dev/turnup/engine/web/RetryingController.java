package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.RetryingWork;
import dev.turnup.engine.order.RetryingWork.Retry;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What failed and is tried again by itself, before it gives up. */
@RestController
class RetryingController {

  /** More than a person reads; a system that is away shows in the connectors. */
  private static final int MOST = 200;

  private final RetryingWork retryingWork;

  RetryingController(RetryingWork retryingWork) {
    this.retryingWork = retryingWork;
  }

  /** Of each kind no more than 200. */
  record Retrying(List<Shown> calls, List<Shown> ownWork) {}

  /** One piece of work; what is not known is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shown(
      String order,
      String step,
      String id,
      Integer attempts,
      String failure,
      String lastTry,
      String nextTry) {

    static Shown of(Retry retry) {
      return new Shown(
          retry.order().map(OrderId::value).orElse(""),
          retry.step(),
          retry.id(),
          retry.attempts().orElse(null),
          retry.failure(),
          retry.lastTry().map(Instant::toString).orElse(""),
          retry.nextTry().toString());
    }
  }

  @GetMapping(path = "/operations/retrying", produces = MediaType.APPLICATION_JSON_VALUE)
  Retrying retrying() {
    return new Retrying(shown(retryingWork.calls(MOST)), shown(retryingWork.ownWork(MOST)));
  }

  private static List<Shown> shown(List<Retry> retries) {
    return retries.stream().map(Shown::of).toList();
  }
}
