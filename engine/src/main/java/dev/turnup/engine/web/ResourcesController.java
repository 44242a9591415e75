package dev.turnup.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.turnup.engine.resource.Fault;
import dev.turnup.engine.resource.KeepResources;
import dev.turnup.engine.resource.Line;
import dev.turnup.engine.resource.Outcome;
import dev.turnup.engine.resource.Resource;
import dev.turnup.engine.resource.ResourceKind;
import dev.turnup.engine.resource.Resources;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What visits are planned with: territories, technicians, calendars and the like. */
@RestController
@RequestMapping(ResourcesController.PATH)
class ResourcesController {

  static final String PATH = "/operations/resources";

  private static final MediaType CSV = new MediaType("text", "csv");
  private static final int MOST_ON_A_PAGE = 1_000;
  private static final int MOST_IN_A_TABLE = 50_000;
  private static final int MOST_FAULTS = 1_000;

  private final Resources resources;
  private final KeepResources keepResources;
  private final ResourceChanges changes;

  ResourcesController(Resources resources, KeepResources keepResources, ResourceChanges changes) {
    this.resources = resources;
    this.keepResources = keepResources;
    this.changes = changes;
  }

  /** All that keeps what was sent from being kept, in the shape of a {@link Problem}. */
  record Faulty(String code, String reason, String message, String status, List<Fault> faults) {}

  /** What a table changed. */
  record Imported(
      int created,
      int replaced,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Map<String, Object>> lostVisits) {}

  @GetMapping(path = "/{kind}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<Map<String, Object>>> list(
      @PathVariable String kind,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "100") int limit) {
    ResourceKind of = kind(kind);
    if (!Listed.isLimit(limit) || !isPlain(after)) {
      throw RequestRefused.malformed(
          "invalid-criterion", "limit is from 1 to 1,000, and after is an id", "");
    }
    return Listed.of(
            resources.list(of, after, limit + 1), limit, PATH + "/" + of.path(), Resource::id)
        .shown(resource -> ResourceJson.of(of, resource))
        .json();
  }

  @GetMapping(path = "/{kind}", produces = "text/csv")
  ResponseEntity<String> table(@PathVariable String kind) {
    return tableOf(kind);
  }

  /** For a link in a browser. */
  @GetMapping(path = "/{kind}", params = "format=csv")
  ResponseEntity<String> file(@PathVariable String kind) {
    return tableOf(kind);
  }

  private ResponseEntity<String> tableOf(String kind) {
    ResourceKind of = kind(kind);
    List<Resource> all = new ArrayList<>();
    List<Resource> page = resources.list(of, "", MOST_ON_A_PAGE);
    while (!page.isEmpty() && all.size() < MOST_IN_A_TABLE) {
      all.addAll(page);
      page = resources.list(of, all.get(all.size() - 1).id(), MOST_ON_A_PAGE);
    }
    return ResponseEntity.ok()
        .contentType(new MediaType(CSV, StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + of.path() + ".csv\"")
        .body(CsvTable.of(of, all));
  }

  @GetMapping(path = "/{kind}/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  Object get(@PathVariable String kind, @PathVariable String id) {
    ResourceKind of = kind(kind);
    return Optional.of(id)
        .filter(ResourcesController::isPlain)
        .flatMap(known -> resources.find(of, known))
        .map(resource -> ResourceJson.of(of, resource))
        .orElseThrow(() -> unknown(of, id));
  }

  @PostMapping(path = "/{kind}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> create(@PathVariable String kind, HttpServletRequest request)
      throws IOException {
    ResourceKind of = kind(kind);
    Line sent = ResourceJson.lineOf(of, Intake.smallObjectIn(request));
    return answer(of, "", changes.of(() -> keepResources.create(of, sent)));
  }

  @PostMapping(path = "/{kind}", consumes = "text/csv")
  ResponseEntity<Object> importAll(@PathVariable String kind, HttpServletRequest request)
      throws IOException {
    ResourceKind of = kind(kind);
    if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      throw RequestRefused.encodedBody();
    }
    List<Line> sent = CsvTable.in(request.getInputStream());
    Outcome outcome = changes.of(() -> keepResources.importAll(of, sent));
    return outcome instanceof Outcome.Kept kept
        ? ResponseEntity.ok(
            new Imported(
                kept.created(),
                kept.resources().size() - kept.created(),
                ResourceJson.of(kept.lost())))
        : answer(of, "", outcome);
  }

  @PutMapping(path = "/{kind}/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> replace(
      @PathVariable String kind, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    ResourceKind of = kind(kind);
    var sent = Intake.smallObjectIn(request);
    Line line = ResourceJson.lineOf(of, sent);
    return answer(
        of,
        id,
        changes.of(() -> keepResources.replace(of, id, line, ResourceJson.versionOf(sent))));
  }

  @DeleteMapping("/{kind}/{id}")
  ResponseEntity<Object> delete(@PathVariable String kind, @PathVariable String id) {
    ResourceKind of = kind(kind);
    return answer(of, id, changes.of(() -> keepResources.remove(of, id, Optional.empty())));
  }

  private static ResponseEntity<Object> answer(ResourceKind kind, String id, Outcome outcome) {
    if (outcome instanceof Outcome.Kept kept) {
      Map<String, Object> shown = ResourceJson.of(kind, kept.resources().get(0));
      if (!kept.lost().isEmpty()) {
        shown.put(ResourceJson.LOST_VISITS, ResourceJson.of(kept.lost()));
      }
      URI location = URI.create(PATH + "/" + kind.path() + "/" + kept.resources().get(0).id());
      return kept.created() == 0
          ? ResponseEntity.ok(shown)
          : ResponseEntity.created(location).body(shown);
    }
    if (outcome instanceof Outcome.Faulty faulty) {
      return ResponseEntity.badRequest().body(faulty(faulty.faults()));
    }
    if (outcome instanceof Outcome.Removed) {
      return ResponseEntity.noContent().build();
    }
    throw refusal(kind, id, outcome);
  }

  private static Faulty faulty(List<Fault> faults) {
    Fault first = faults.get(0);
    return new Faulty(
        "invalid-resource",
        (first.line() > 0 ? "line " + first.line() + ", " : "")
            + first.column()
            + " "
            + first.reason(),
        faults.size() == 1
            ? "Nothing was changed."
            : "Nothing was changed; there are %d faults%s."
                .formatted(
                    faults.size(),
                    faults.size() > MOST_FAULTS ? ", of which the first are shown" : ""),
        Integer.toString(HttpStatus.BAD_REQUEST.value()),
        faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
  }

  private static RequestRefused refusal(ResourceKind kind, String id, Outcome outcome) {
    if (outcome instanceof Outcome.Exists exists) {
      return conflict(
          "exists", "there is a " + exists.id() + " in " + kind.path(), "Replace it with PUT.");
    }
    if (outcome instanceof Outcome.Changed changed) {
      return conflict(
          "changed-meanwhile",
          id + " is in version " + changed.version() + " now",
          "Read it again, and repeat the change on that.");
    }
    if (outcome instanceof Outcome.InUse used) {
      return conflict(
          "in-use",
          id + " is needed by " + String.join(", ", used.uses()),
          "Move or end what needs it first.");
    }
    return unknown(kind, id);
  }

  private static RequestRefused conflict(String code, String reason, String message) {
    return new RequestRefused(new Problem(HttpStatus.CONFLICT, code, reason, message));
  }

  private static RequestRefused unknown(ResourceKind kind, String id) {
    return new RequestRefused(
        new Problem(
            HttpStatus.NOT_FOUND,
            "unknown-resource",
            "there is no " + ListRequest.shown(id) + " in " + kind.path(),
            ""));
  }

  static boolean isPlain(String id) {
    return id.length() <= 200 && id.chars().noneMatch(Character::isISOControl);
  }

  static ResourceKind kind(String path) {
    return ResourceKind.at(path)
        .orElseThrow(
            () ->
                new RequestRefused(
                    new Problem(
                        HttpStatus.NOT_FOUND,
                        "unknown-resource",
                        "there are no " + ListRequest.shown(path),
                        "")));
  }
}
