package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.order.OutsideWorks;
import dev.turnup.engine.order.OutsideWorks.TopicStatus;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the calls to outside systems get on, and holding them back. */
@RestController
class ConnectorsController {

  private final OutsideWorks outsideWorks;

  ConnectorsController(OutsideWorks outsideWorks) {
    this.outsideWorks = outsideWorks;
  }

  /**
   * One topic; {@code reason} is there when the system is left alone, {@code oldest} when something
   * waits.
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Connector(
      String topic,
      String breaker,
      String reason,
      @JsonInclude boolean paused,
      @JsonInclude int inFlight,
      @JsonInclude int limit,
      @JsonInclude long waiting,
      String oldest) {

    static Connector of(TopicStatus status) {
      return new Connector(
          status.topic(),
          status.breaker(),
          status.reason().map(failure -> failure.code() + ": " + failure.message()).orElse(""),
          status.paused(),
          status.inFlight(),
          status.limit(),
          status.waiting(),
          status.oldest().map(Instant::toString).orElse(""));
    }
  }

  @GetMapping(path = "/operations/connectors", produces = MediaType.APPLICATION_JSON_VALUE)
  List<Connector> connectors() {
    return outsideWorks.topics().stream().map(Connector::of).toList();
  }

  @PostMapping("/operations/connectors/{topic}/pause")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void pause(@PathVariable String topic, Principal operator) {
    known(outsideWorks.pause(topic, operator.getName()), topic);
  }

  @PostMapping("/operations/connectors/{topic}/resume")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void resume(@PathVariable String topic) {
    known(outsideWorks.resume(topic), topic);
  }

  private static void known(boolean known, String topic) {
    if (!known) {
      throw new RequestRefused(
          new Problem(HttpStatus.NOT_FOUND, "unknown-topic", "there is no topic " + topic, ""));
    }
  }
}
