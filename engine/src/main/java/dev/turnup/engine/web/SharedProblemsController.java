package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.bulk.SteerRun;
import dev.turnup.engine.fallout.FalloutBook;
import dev.turnup.engine.order.FalloutId;
import dev.turnup.engine.order.Refused;
import dev.turnup.engine.problem.AttachFallout;
import dev.turnup.engine.problem.Cause;
import dev.turnup.engine.problem.CloseProblem;
import dev.turnup.engine.problem.ForecastEnd;
import dev.turnup.engine.problem.OpenProblem;
import dev.turnup.engine.problem.OpenProblem.Known;
import dev.turnup.engine.problem.ProblemBook;
import dev.turnup.engine.problem.ProblemBook.Counts;
import dev.turnup.engine.problem.ProblemBook.Member;
import dev.turnup.engine.problem.ProblemId;
import dev.turnup.engine.problem.ProblemState;
import dev.turnup.engine.problem.SharedProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Problems: one cause behind many fallouts. Opening them, and releasing what waits for them. */
@Controller
@RequestMapping(SharedProblemsController.PATH)
class SharedProblemsController {

  static final String PATH = "/operations/problems";

  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String EXPECTED_END = "expectedEnd";

  private final ProblemBook problems;
  private final FalloutBook fallouts;
  private final Runs runs;
  private final OpenProblem openProblem;
  private final AttachFallout attachFallout;
  private final ForecastEnd forecastEnd;
  private final CloseProblem closeProblem;
  private final SteerRun steerRun;
  private final LoggedInActor actor;
  private final TransactionTemplate transaction;

  SharedProblemsController(
      ProblemBook problems,
      FalloutBook fallouts,
      Runs runs,
      OpenProblem openProblem,
      AttachFallout attachFallout,
      ForecastEnd forecastEnd,
      CloseProblem closeProblem,
      SteerRun steerRun,
      LoggedInActor actor,
      PlatformTransactionManager transactions) {
    this.problems = problems;
    this.fallouts = fallouts;
    this.runs = runs;
    this.openProblem = openProblem;
    this.attachFallout = attachFallout;
    this.forecastEnd = forecastEnd;
    this.closeProblem = closeProblem;
    this.steerRun = steerRun;
    this.actor = actor;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** A problem; what there is not is left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shown(
      String id,
      String cause,
      String value,
      String title,
      String state,
      String openedAt,
      String openedBy,
      String expectedEnd,
      String ticket,
      String closedAt,
      String closedBy) {

    static Shown of(SharedProblem problem) {
      return new Shown(
          problem.id().value(),
          problem.cause().kind().code(),
          problem.cause().value(),
          problem.title(),
          problem.state().code(),
          problem.openedAt().toString(),
          problem.openedBy(),
          problem.expectedEnd().map(Instant::toString).orElse(""),
          problem.ticket().orElse(""),
          problem.closed().map(closed -> closed.at().toString()).orElse(""),
          problem.closed().map(SharedProblem.Closed::by).orElse(""));
    }
  }

  /** A problem with what waits for it, and how far its newest release is. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Whole(
      Shown problem,
      @JsonInclude int waiting,
      String waitingSince,
      @JsonInclude int orders,
      @Nullable Release release,
      List<Concerned> fallouts,
      String next) {}

  /** A release; its report is at {@code /operations/bulk/{run}/orders}. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Release(
      String run,
      String state,
      @JsonInclude int orders,
      @JsonInclude int released,
      @JsonInclude int checked,
      @JsonInclude int failed,
      String stopped) {

    static Release of(Run run) {
      return new Release(
          run.id().toString(),
          run.state().code(),
          run.total(),
          run.course().acted(),
          run.course().checked(),
          run.course().failed(),
          run.course().stopped().orElse(""));
    }
  }

  /** A fallout that is of a problem. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Concerned(
      String order, String fallout, String step, String state, String since, String releasedAt) {

    static Concerned of(Member member) {
      return new Concerned(
          member.order().value(),
          member.fallout().toString(),
          member.step(),
          member.state().code(),
          member.since().toString(),
          member.releasedAt().map(Instant::toString).orElse(""));
    }
  }

  /** A page where the request wants HTML first of all, as browsers do; JSON otherwise. */
  @GetMapping
  Object list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    Optional<ProblemState> wanted = ProblemState.find(state);
    if (!state.isEmpty() && wanted.isEmpty() || !Listed.isLimit(limit)) {
      throw RequestRefused.malformed(
          "invalid-criterion",
          "state is open, releasing, stopped or closed, limit is from 1 to 1,000",
          "");
    }
    List<SharedProblem> found =
        problems.list(
            wanted,
            Optional.of(after).filter(given -> !given.isEmpty()).map(id -> existing(id).id()),
            limit + 1);
    Listed<SharedProblem> page =
        Listed.of(found, limit, PATH + "?state=" + state, SharedProblem::id);
    return wantsPage(accept)
        ? Page.of(
            "shared-problems",
            "problems",
            SharedProblemsPage.of(
                page, problems.counts(page.lines().stream().map(SharedProblem::id).toList())),
            HttpStatus.OK)
        : page.shown(Shown::of).json();
  }

  /** A page where the request wants HTML first of all, as browsers do; JSON otherwise. */
  @GetMapping("/{id}")
  Object problem(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    if (!Listed.isLimit(limit)) {
      throw RequestRefused.malformed("invalid-criterion", "limit is from 1 to 1,000", "");
    }
    SharedProblem problem = existing(id);
    Optional<FalloutId> from =
        Optional.of(after).filter(given -> !given.isEmpty()).map(this::fallout);
    Listed<Member> page =
        Listed.of(
            problems.members(problem.id(), from, limit + 1),
            limit,
            PATH + "/" + problem.id(),
            Member::fallout);
    Counts counts = problems.counts(problem.id());
    Optional<Run> run = problem.run().flatMap(runs::find);
    return wantsPage(accept)
        ? Page.of(
            "shared-problem",
            "problem",
            SharedProblemPage.of(problem, counts, run, page),
            HttpStatus.OK)
        : ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                new Whole(
                    Shown.of(problem),
                    counts.waiting(),
                    counts.waitingSince().map(Instant::toString).orElse(""),
                    counts.orders(),
                    run.map(Release::of).orElse(null),
                    page.lines().stream().map(Concerned::of).toList(),
                    page.next()));
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Shown> open(HttpServletRequest request) throws IOException {
    ObjectNode sent = sent(request, Set.of("resource", "fingerprint", "title", EXPECTED_END));
    Optional<String> resource = text(sent, "resource");
    Optional<String> fingerprint = text(sent, "fingerprint");
    if (resource.isPresent() == fingerprint.isPresent()) {
      throw RequestRefused.malformed(
          "missing-attribute", "a problem has either a resource or a fingerprint", "");
    }
    Cause cause =
        resource
            .map(name -> new Cause(Cause.Kind.RESOURCE, name))
            .orElseGet(() -> new Cause(Cause.Kind.FINGERPRINT, fingerprint.orElseThrow()));
    Optional<Instant> end = moment(sent);
    String title = text(sent, "title").orElse("");
    Known known = valid(() -> Known.said(cause, title.isEmpty() ? cause.titled() : title, end));
    SharedProblem opened = done(() -> openProblem.of(known, person()));
    return ResponseEntity.created(URI.create(PATH + "/" + opened.id())).body(Shown.of(opened));
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  ResponseEntity<Shown> change(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    ObjectNode sent = sent(request, Set.of(EXPECTED_END));
    if (!sent.has(EXPECTED_END)) {
      throw RequestRefused.malformed(
          "missing-attribute", "expectedEnd is missing", "It is a time, or null.");
    }
    ProblemId problem = existing(id).id();
    Optional<Instant> end = moment(sent);
    return ResponseEntity.ok(Shown.of(done(() -> forecastEnd.of(problem, end, person()))));
  }

  @PostMapping(path = "/{id}/fallouts", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> attach(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    ObjectNode sent = sent(request, Set.of("fallout"));
    ProblemId problem = existing(id).id();
    FalloutId fallout = fallout(text(sent, "fallout").orElse(""));
    done(
        () -> {
          attachFallout.to(problem, fallout);
          return problem;
        });
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping("/{id}/fallouts/{fallout}")
  ResponseEntity<Void> detach(@PathVariable String id, @PathVariable String fallout) {
    ProblemId problem = existing(id).id();
    FalloutId one = fallout(fallout);
    done(
        () -> {
          attachFallout.noMoreTo(problem, one);
          return problem;
        });
    return ResponseEntity.noContent().build();
  }

  /** By a program, which may say how fast. */
  @PostMapping(path = "/{id}/close", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Shown> close(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    ObjectNode sent =
        sent(
            request,
            Set.of("canary", "perMinute", "stopAtPercent", "recheckAfter", "recheckWithin"));
    ProblemId problem = existing(id).id();
    Pace usual = Pace.USUAL;
    Pace pace =
        valid(
            () ->
                new Pace(
                    number(sent, "canary", usual.canary()),
                    number(sent, "perMinute", usual.perMinute()),
                    number(sent, "stopAtPercent", usual.stopAtPercent()),
                    duration(sent, "recheckAfter", usual.recheckAfter()),
                    duration(sent, "recheckWithin", usual.recheckWithin())));
    return ResponseEntity.ok(Shown.of(done(() -> closeProblem.of(problem, pace, person()))));
  }

  /** By the page's button. */
  @PostMapping(path = "/{id}/close", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> close(@PathVariable String id) {
    ProblemId problem = existing(id).id();
    done(() -> closeProblem.of(problem, Pace.USUAL, person()));
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(PATH + "/" + problem))
        .build();
  }

  /** Who may close a problem may hold up or stop its release, too. */
  @PostMapping("/{id}/release/{step}")
  Object steer(
      @PathVariable String id,
      @PathVariable String step,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
    SharedProblem problem = existing(id);
    Run moved = done(() -> steered(problem, step));
    return wantsPage(accept)
        ? ResponseEntity.status(HttpStatus.SEE_OTHER)
            .location(URI.create(PATH + "/" + problem.id()))
            .build()
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Release.of(moved));
  }

  private Run steered(SharedProblem problem, String step) {
    RunId run =
        problem
            .run()
            .orElseThrow(() -> new Refused("Problem " + problem.id() + " was never released."));
    return switch (step) {
      case "pause" -> steerRun.pause(run);
      case "resume" -> steerRun.resume(run, person());
      case "stop" -> steerRun.stop(run, person());
      default ->
          throw RequestRefused.malformed(
              "invalid-criterion", "a release is told to pause, resume or stop", "");
    };
  }

  private static boolean wantsPage(String accept) {
    return accept.startsWith(MediaType.TEXT_HTML_VALUE);
  }

  private String person() {
    return actor.current().orElseThrow();
  }

  private static <T> T valid(Supplier<T> value) {
    try {
      return value.get();
    } catch (Refused refusal) {
      throw RequestRefused.malformed(
          "invalid-value", Objects.requireNonNull(refusal.getMessage()), "");
    }
  }

  private <T> T done(Supplier<T> work) {
    try {
      return Overtaken.again(transaction, work);
    } catch (Refused refusal) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "not-possible",
              Objects.requireNonNull(refusal.getMessage()),
              ""));
    }
  }

  private SharedProblem existing(String id) {
    return Optional.of(id)
        .filter(ProblemId::isNumber)
        .flatMap(number -> problems.find(new ProblemId(number)))
        .orElseThrow(
            () ->
                new RequestRefused(
                    new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-problem",
                        "there is no problem " + ListRequest.shown(id),
                        "")));
  }

  private FalloutId fallout(String id) {
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

  private static ObjectNode sent(HttpServletRequest request, Set<String> attributes)
      throws IOException {
    ObjectNode sent = Intake.smallObjectIn(request);
    sent.fieldNames()
        .forEachRemaining(
            name -> {
              if (!attributes.contains(name)) {
                throw RequestRefused.malformed(
                    "unknown-attribute",
                    "there is no attribute " + ListRequest.shown(name) + " here",
                    "Send " + String.join(", ", attributes.stream().sorted().toList()) + ".");
              }
            });
    return sent;
  }

  private static Optional<String> text(ObjectNode sent, String name) {
    JsonNode value = sent.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw RequestRefused.malformed("wrong-type", name + " is not a string", "");
    }
    return Optional.of(value.asText());
  }

  private static Optional<Instant> moment(ObjectNode sent) {
    try {
      return text(sent, EXPECTED_END)
          .map(time -> OffsetDateTime.parse(time).toInstant())
          .filter(
              time -> {
                int year = time.atOffset(ZoneOffset.UTC).getYear();
                if (year < 2000 || year > 2199) {
                  throw new DateTimeException("year " + year);
                }
                return true;
              });
    } catch (DateTimeException e) {
      throw RequestRefused.malformed(
          "wrong-type", "expectedEnd is a time, such as 2026-12-24T18:00:00Z", "");
    }
  }

  private static int number(ObjectNode sent, String name, int usual) {
    JsonNode value = sent.path(name);
    if (value.isMissingNode()) {
      return usual;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw RequestRefused.malformed("wrong-type", name + " is not a whole number", "");
    }
    return value.asInt();
  }

  private static Duration duration(ObjectNode sent, String name, Duration usual) {
    try {
      return text(sent, name).map(Duration::parse).orElse(usual);
    } catch (DateTimeException e) {
      throw RequestRefused.malformed("wrong-type", name + " is a duration, such as PT1M", "");
    }
  }
}
