package dev.turnup.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.engine.fallout.Answer;
import dev.turnup.engine.fallout.Fallout;
import dev.turnup.engine.fallout.Fallout.Closing;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.fallout.FalloutBook.Experience;
import dev.turnup.engine.fallout.FalloutBook.Wanted;
import dev.turnup.engine.fallout.FalloutState;
import dev.turnup.engine.fallout.TakeDecisionBack;
import dev.turnup.engine.fallout.WhatHelped;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.DeliveryId;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OutboundCall;
import dev.turnup.engine.order.OutboundCalls;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.order.StepFellOut;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What fell out, why, what was sent and answered, and what helped before. */
@RestController
@RequestMapping(path = FalloutsController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class FalloutsController {

  static final String PATH = "/operations/fallouts";

  private static final String UNSETTLED = "unsettled";
  private static final String ALL = "all";

  private static final String SUPERVISORS = "supervisors";

  private final FalloutBook fallouts;
  private final OutboundCalls calls;
  private final WhatHelped whatHelped;
  private final TakeDecisionBack takeDecisionBack;
  private final TransactionTemplate transaction;

  FalloutsController(
      FalloutBook fallouts,
      OutboundCalls calls,
      WhatHelped whatHelped,
      TakeDecisionBack takeDecisionBack,
      PlatformTransactionManager transactions) {
    this.fallouts = fallouts;
    this.calls = calls;
    this.whatHelped = whatHelped;
    this.takeDecisionBack = takeDecisionBack;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** A fallout; what there is not is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shown(
      String id,
      String order,
      String component,
      String delivery,
      String step,
      String system,
      String code,
      String message,
      @JsonInclude int attempts,
      String fingerprint,
      String state,
      String raisedAt,
      String owner,
      String queue,
      String suggestion,
      String due,
      String tryLaterAt,
      String incident,
      Waiting decided,
      Settled settled) {

    static Shown of(Fallout fallout) {
      StepFellOut what = fallout.what();
      return new Shown(
          fallout.id().toString(),
          what.order().value(),
          what.component().map(ComponentId::toString).orElse(""),
          what.delivery().map(DeliveryId::toString).orElse(""),
          what.step(),
          what.failure().system(),
          what.failure().code(),
          what.failure().message(),
          what.attempts(),
          fallout.fingerprint(),
          fallout.state().code(),
          fallout.raisedAt().toString(),
          fallout.owner().orElse(""),
          fallout.queue().orElse(""),
          fallout.suggestion().orElse(""),
          fallout.due().map(Instant::toString).orElse(""),
          fallout.tryLaterAt().map(Instant::toString).orElse(""),
          fallout.incident().orElse(""),
          fallout.undoUntil().map(until -> Waiting.of(fallout, until)).orElse(null),
          fallout.closing().map(closing -> Settled.of(fallout, closing)).orElse(null));
    }
  }

  /** What was decided and may still be taken back. */
  record Waiting(String by, String decision, String undoUntil) {

    static Waiting of(Fallout fallout, Instant until) {
      return fallout
          .answer()
          .map(answer -> new Waiting(answer.person(), answer.decision(), until.toString()))
          .orElseGet(() -> new Waiting("", "", until.toString()));
    }
  }

  /** How it was settled: the action, what was said of it, and the cause that was named. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Settled(
      String at,
      String by,
      String decision,
      String reason,
      String cause,
      String attribute,
      String value,
      String reference,
      String replacement) {

    static Settled of(Fallout fallout, Closing closing) {
      Answer given =
          fallout.answer().orElseGet(() -> new Answer(closing.decision().code(), "", "", "", ""));
      return new Settled(
          closing.at().toString(),
          closing.by(),
          closing.decision().code(),
          closing.reason(),
          given.cause(),
          given.attribute(),
          given.value(),
          given.reference(),
          given.specification());
    }
  }

  /** A fallout with the call that ended so, if a call did; what is secret in it is masked. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Whole(Shown fallout, Call call, String result, List<Learnt> experience) {}

  /** A call; attempts are those that failed for the last task that wanted it. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Call(
      String key,
      String topic,
      String state,
      @JsonInclude int attempts,
      JsonNode request,
      JsonNode answer) {

    static Call of(OutboundCall call) {
      return new Call(
          call.key().value(),
          call.topic(),
          call.state().code(),
          call.attempts(),
          MaskedJson.of(call.request()),
          call.answer().map(MaskedJson::of).orElse(null));
    }
  }

  /** What was decided about fallouts of the same cause, how often, and what came of it. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Learnt(
      String decision,
      String attribute,
      String value,
      String cause,
      int times,
      @JsonInclude int helped,
      @JsonInclude int failedAgain,
      @JsonInclude int unknownYet) {

    static Learnt of(Experience experience) {
      return new Learnt(
          experience.decision().code(),
          experience.attribute(),
          experience.value(),
          experience.cause(),
          experience.times(),
          experience.worked(),
          experience.failed(),
          experience.times() - experience.worked() - experience.failed());
    }
  }

  @GetMapping
  ResponseEntity<List<Shown>> fallouts(
      @RequestParam(defaultValue = "") String order,
      @RequestParam(defaultValue = "") String fingerprint,
      @RequestParam(defaultValue = "") String system,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = UNSETTLED) String state,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit) {
    Optional<FalloutState> only = FalloutState.find(state);
    if (!order.isEmpty() && !OrderId.isOrderNumber(order)
        || only.isEmpty() && !List.of(UNSETTLED, ALL).contains(state)
        || !Listed.isLimit(limit)) {
      throw RequestRefused.malformed(
          "invalid-criterion",
          "order is a number like PO-1007, state is unsettled, all or one that fallouts have,"
              + " limit is from 1 to 1,000",
          "");
    }
    List<Fallout> page =
        fallouts.find(
            new Wanted(
                given(order).map(OrderId::new),
                given(fingerprint),
                given(system),
                given(owner),
                only,
                state.equals(UNSETTLED),
                given(after).map(this::existing),
                limit + 1));
    return Listed.of(
            page,
            limit,
            "%s?order=%s&fingerprint=%s&system=%s&owner=%s&state=%s"
                .formatted(
                    PATH,
                    order,
                    URLEncoder.encode(fingerprint, UTF_8),
                    URLEncoder.encode(system, UTF_8),
                    URLEncoder.encode(owner, UTF_8),
                    state),
            Fallout::id)
        .shown(Shown::of)
        .json();
  }

  private static Optional<String> given(String parameter) {
    return Optional.of(parameter).filter(text -> !text.isEmpty());
  }

  @GetMapping("/{id}")
  Whole fallout(@PathVariable String id) {
    Fallout fallout = fallouts.get(existing(id));
    return new Whole(
        Shown.of(fallout),
        fallout.what().call().flatMap(calls::find).map(Call::of).orElse(null),
        fallout.closing().map(closing -> fallouts.resultOf(fallout.id()).code()).orElse(""),
        whatHelped.with(fallout).stream().map(Learnt::of).toList());
  }

  /** Whoever has decided takes it back, and supervisors do, as long as nothing was carried out. */
  @PostMapping("/{id}/undo")
  Shown undo(@PathVariable String id, Authentication login) {
    return Shown.of(takenBack(id, login));
  }

  /** By the button on the order's page. */
  @PostMapping(path = "/{id}/undo", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> undoOnPage(@PathVariable String id, Authentication login) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/orders/" + takenBack(id, login).what().order()))
        .build();
  }

  private Fallout takenBack(String id, Authentication login) {
    boolean supervisor =
        login.getAuthorities().stream()
            .anyMatch(authority -> SUPERVISORS.equals(authority.getAuthority()));
    FalloutId fallout = existing(id);
    try {
      return Overtaken.again(
          transaction, () -> takeDecisionBack.of(fallout, login.getName(), supervisor));
    } catch (Refused refusal) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "not-undoable",
              Objects.requireNonNull(refusal.getMessage()),
              "Read the fallout again."));
    }
  }

  private FalloutId existing(String id) {
    try {
      return fallouts.get(new FalloutId(UUID.fromString(id))).id();
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.NOT_FOUND,
              "unknown-fallout",
              "there is no fallout " + ListRequest.shown(id),
              ""));
    }
  }
}
