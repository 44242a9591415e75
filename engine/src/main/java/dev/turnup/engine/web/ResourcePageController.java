package dev.turnup.engine.web;

import dev.turnup.engine.resource.Column;
import dev.turnup.engine.resource.Fault;
import dev.turnup.engine.resource.KeepResources;
import dev.turnup.engine.resource.Line;
import dev.turnup.engine.resource.Outcome;
import dev.turnup.engine.resource.Resource;
import dev.turnup.engine.resource.ResourceKind;
import dev.turnup.engine.resource.Resources;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The same resources for people: a table, and a form for one of its lines, which is checked as what
 * comes by the API. A form of another site is refused before it comes here.
 */
@Controller
@RequestMapping(ResourcesController.PATH)
class ResourcePageController {

  private static final int LINES = 100;
  private static final String EDIT = "edit";
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final Resources resources;
  private final KeepResources keepResources;
  private final ResourceChanges changes;

  ResourcePageController(
      Resources resources, KeepResources keepResources, ResourceChanges changes) {
    this.resources = resources;
    this.keepResources = keepResources;
    this.changes = changes;
  }

  /**
   * @param edit the id of the line that the form is to show; a new one if empty
   */
  @GetMapping(path = "/{kind}", produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView page(
      @PathVariable String kind,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String edit) {
    ResourceKind of = ResourcesController.kind(kind);
    Optional<Resource> changed = line(of, edit);
    return page(
        of,
        ResourcesController.isPlain(after) ? after : "",
        changed,
        changed.map(Resource::values).orElse(Map.of()),
        edit.isEmpty() || changed.isPresent()
            ? List.of()
            : List.of("There is no such line any more."),
        List.of(),
        HttpStatus.OK);
  }

  /**
   * @param sent the columns by name; {@code line}, the id of the line that is changed, with the
   *     {@code version} that the person saw; and what to {@code do}: save or remove
   */
  @PostMapping(path = "/{kind}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ModelAndView change(@PathVariable String kind, @RequestParam MultiValueMap<String, String> sent) {
    ResourceKind of = ResourcesController.kind(kind);
    String id = Objects.requireNonNullElse(sent.getFirst("line"), "");
    Map<String, String> values = new LinkedHashMap<>();
    for (Column column : of.columns()) {
      values.put(
          column.name(), Objects.requireNonNullElse(sent.getFirst(column.name()), "").strip());
    }
    Outcome outcome =
        changes.of(() -> done(of, id, values, sent.getFirst("do"), sent.getFirst("version")));
    if (outcome instanceof Outcome.Kept kept) {
      Resource now = kept.resources().get(0);
      return kept.lost().isEmpty()
          ? redirected(of, now.id())
          : page(
              of, "", Optional.of(now), now.values(), List.of(), lost(kept.lost()), HttpStatus.OK);
    }
    if (outcome instanceof Outcome.Removed) {
      return redirected(of, "");
    }
    return page(
        of,
        "",
        line(of, id),
        values,
        told(outcome),
        List.of(),
        outcome instanceof Outcome.Faulty ? HttpStatus.BAD_REQUEST : HttpStatus.CONFLICT);
  }

  private Outcome done(
      ResourceKind kind,
      String id,
      Map<String, String> values,
      @Nullable String what,
      @Nullable String version) {
    if ("remove".equals(what)) {
      return keepResources.remove(kind, id, seen(version));
    }
    Line line = new Line(0, values);
    return id.isEmpty()
        ? keepResources.create(kind, line)
        : keepResources.replace(kind, id, line, seen(version));
  }

  /** What is no version is none that there ever is. */
  private static Optional<Integer> seen(@Nullable String version) {
    return Optional.of(
        version != null && version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : -1);
  }

  private static List<String> told(Outcome outcome) {
    if (outcome instanceof Outcome.Faulty faulty) {
      return faulty.faults().stream().map(ResourcePageController::told).toList();
    }
    if (outcome instanceof Outcome.Exists exists) {
      return List.of("There is a line " + exists.id() + " already.");
    }
    if (outcome instanceof Outcome.InUse used) {
      return List.of("It is needed by " + String.join(", ", used.uses()) + ".");
    }
    return List.of(
        outcome instanceof Outcome.Changed
            ? "Somebody else has changed this line meanwhile; look at it as it is now, and try again."
            : "There is no such line any more.");
  }

  private static List<String> lost(List<Duty> visits) {
    return visits.stream()
        .limit(ResourceJson.MOST_LOST_VISITS)
        .map(
            duty ->
                "%s: %s with %s"
                    .formatted(
                        duty.work()
                            .map(work -> "order " + work.order() + ", delivery " + work.number())
                            .orElse("held before an order, " + duty.appointment()),
                        LOCAL.format(duty.slot().start()),
                        duty.slot().technician()))
        .toList();
  }

  private static String told(Fault fault) {
    return fault.column() + " " + fault.reason() + ".";
  }

  private Optional<Resource> line(ResourceKind kind, String id) {
    return Optional.of(id)
        .filter(text -> !text.isEmpty() && ResourcesController.isPlain(text))
        .flatMap(known -> resources.find(kind, known));
  }

  private ModelAndView page(
      ResourceKind kind,
      String after,
      Optional<Resource> changed,
      Map<String, String> values,
      List<String> told,
      List<String> lost,
      HttpStatus status) {
    List<Resource> page = resources.list(kind, after, LINES + 1);
    List<Resource> shown = page.subList(0, Math.min(LINES, page.size()));
    return Page.of(
        "resources",
        "resources",
        ResourcePage.of(
            kind,
            shown,
            page.size() > LINES ? shown.get(LINES - 1).id() : "",
            changed,
            values,
            told,
            lost),
        status);
  }

  /** Whoever loads the page again sends nothing twice. */
  private static ModelAndView redirected(ResourceKind kind, String edit) {
    UriComponentsBuilder to =
        UriComponentsBuilder.fromPath(ResourcesController.PATH).pathSegment(kind.path());
    if (!edit.isEmpty()) {
      to.queryParam(EDIT, "{id}");
    }
    RedirectView view =
        new RedirectView(to.encode().buildAndExpand(Map.of("id", edit)).toUriString());
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
