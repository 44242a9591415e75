package dev.turnup.engine.web;

import dev.turnup.engine.bulk.PrepareRun;
import dev.turnup.engine.bulk.PrepareRun.Result;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.RunOrder;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.bulk.SteerRun;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Runs over many orders: as JSON, and as pages where the request wants HTML first of all, as
 * browsers do.
 */
@Controller
@RequestMapping(path = BulkController.PATH)
class BulkController {

  static final String PATH = "/operations/bulk";

  private static final int MOST_GROUPS = 100;
  private static final int ORDERS_OF_A_PAGE = 200;

  private final PrepareRun prepareRun;
  private final SteerRun steerRun;
  private final Runs runs;
  private final Clock clock;
  private final TransactionTemplate transaction;

  BulkController(
      PrepareRun prepareRun,
      SteerRun steerRun,
      Runs runs,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.prepareRun = prepareRun;
    this.steerRun = steerRun;
    this.runs = runs;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Previews a run; nothing is done to any order before it is started. */
  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ShownRun> prepare(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request,
      Authentication login)
      throws IOException {
    SentRun sent = new SentRun(Intake.objectIn(request));
    Result result = chosen(sent, Intake.keyIn(Optional.ofNullable(key)), login.getName());
    if (result instanceof Result.KeyTaken taken) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "key-taken",
              "another run was wished under the same key",
              "Send the same wish to be told of that run, or another Idempotency-Key.",
              locationOf(taken.run()).toString()));
    }
    boolean repeated = result instanceof Result.Repeated;
    RunId id = previewed(result);
    return ResponseEntity.status(repeated ? HttpStatus.OK : HttpStatus.CREATED)
        .location(locationOf(id))
        .body(shown(runs.find(id).orElseThrow()));
  }

  /** The same from the page, which goes on to the run's. */
  @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> prepareByForm(
      @RequestParam MultiValueMap<String, String> sent, Authentication login) {
    RunId id = previewed(chosen(SentRun.inForm(sent), Optional.empty(), login.getName()));
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(locationOf(id)).build();
  }

  private Result chosen(SentRun sent, Optional<String> key, String author) {
    return refusing(
        HttpStatus.BAD_REQUEST,
        () ->
            Overtaken.again(
                transaction,
                () ->
                    prepareRun.of(
                        sent.wish(author),
                        sent.selection(),
                        key.map(same -> new PrepareRun.Key(same, sent.contentHash())))));
  }

  private RunId previewed(Result result) {
    RunId id =
        result instanceof Result.Repeated before ? before.run() : ((Result.Chosen) result).run();
    while (Overtaken.again(transaction, () -> prepareRun.goOn(id))) {
      // the next of its orders
    }
    return id;
  }

  @GetMapping
  Object list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "50") int limit,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    boolean known = Arrays.stream(RunState.values()).anyMatch(each -> each.code().equals(state));
    refuseUnless(
        (state.isEmpty() || known) && Listed.isLimit(limit),
        "state is a state of runs, limit is from 1 to 1,000");
    List<Run> found =
        runs.find(
            given(state).map(RunState::of), given(after).map(id -> existing(id).id()), limit + 1);
    Listed<ShownRun> shown =
        Listed.of(found, limit, PATH + "?state=" + state, Run::id).shown(this::brief);
    return wantsPage(accept) ? Page.of("bulk-runs", "runs", shown, HttpStatus.OK) : shown.json();
  }

  @GetMapping("/{id}")
  Object run(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String after,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    Run run = existing(id);
    return wantsPage(accept)
        ? Page.of(
            "bulk-run",
            "run",
            BulkPage.of(shown(run), orders(run.id(), "", "", after, ORDERS_OF_A_PAGE)),
            HttpStatus.OK)
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(shown(run));
  }

  /** What became of each order, in the sequence of their turns. */
  @GetMapping(path = "/{id}/orders", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<ShownRun.Line>> orders(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String result,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit) {
    return orders(existing(id).id(), "/orders?result=" + result, result, after, limit).json();
  }

  private Listed<ShownRun.Line> orders(
      RunId run, String list, String result, String after, int limit) {
    refuseUnless(
        (result.isEmpty() || RunOrder.State.find(result).isPresent())
            && (after.isEmpty() || OrderId.isOrderNumber(after))
            && Listed.isLimit(limit),
        "result is a state of orders in runs, after is the number of an order, limit is from 1 to"
            + " 1,000");
    List<RunOrder> found =
        runs.orders(
            run,
            given(result).flatMap(RunOrder.State::find),
            given(after).map(OrderId::new),
            limit + 1);
    return Listed.of(found, limit, PATH + "/" + run + list, RunOrder::order)
        .shown(ShownRun.Line::of);
  }

  @PostMapping("/{id}/start")
  Object start(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      Authentication login) {
    return steered(id, accept, run -> steerRun.start(run, login.getName()));
  }

  @PostMapping("/{id}/pause")
  Object pause(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    return steered(id, accept, steerRun::pause);
  }

  @PostMapping("/{id}/resume")
  Object resume(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      Authentication login) {
    return steered(id, accept, run -> steerRun.resume(run, login.getName()));
  }

  @PostMapping("/{id}/stop")
  Object stop(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept,
      Authentication login) {
    return steered(id, accept, run -> steerRun.stop(run, login.getName()));
  }

  private Object steered(String id, String accept, Function<RunId, Run> step) {
    RunId run = existing(id).id();
    Run moved =
        refusing(HttpStatus.CONFLICT, () -> Overtaken.again(transaction, () -> step.apply(run)));
    return wantsPage(accept)
        ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(locationOf(run)).build()
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(shown(moved));
  }

  private static <T> T refusing(HttpStatus status, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refused refusal) {
      throw new RequestRefused(
          new Problem(
              status,
              status == HttpStatus.CONFLICT ? "run-refused" : "invalid-run",
              Objects.requireNonNull(refusal.getMessage()),
              ""));
    }
  }

  private ShownRun shown(Run run) {
    return ShownRun.of(
        run, runs.counts(run.id()), runs.groups(run.id(), MOST_GROUPS), clock.instant());
  }

  /** Without its orders. */
  private ShownRun brief(Run run) {
    return ShownRun.of(run, Map.of(), List.of(), clock.instant());
  }

  private static boolean wantsPage(String accept) {
    return accept.startsWith(MediaType.TEXT_HTML_VALUE);
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  private static void refuseUnless(boolean right, String rule) {
    if (!right) {
      throw RequestRefused.malformed("invalid-criterion", rule, "");
    }
  }

  private Run existing(String id) {
    return CancellationCriteria.uuid(id)
        .flatMap(known -> runs.find(new RunId(known)))
        .orElseThrow(
            () ->
                new RequestRefused(
                    new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-run",
                        "there is no run " + ListRequest.shown(id),
                        "")));
  }

  static URI locationOf(RunId id) {
    return URI.create(PATH + "/" + id);
  }
}
