package dev.turnup.engine.resource;

import static java.util.Comparator.naturalOrder;

import dev.turnup.engine.order.UseCase;
import dev.turnup.engine.resource.CheckResources.Checked;
import dev.turnup.engine.scheduling.FindLostVisits;
import dev.turnup.engine.scheduling.LostVisits.Days;
import dev.turnup.engine.scheduling.LostVisits.Duty;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps what visits are planned with. Each change is all or nothing, and one after the other. */
@UseCase
public final class KeepResources {

  private final Resources resources;
  private final FindLostVisits findLostVisits;

  public KeepResources(Resources resources, FindLostVisits findLostVisits) {
    this.resources = resources;
    this.findLostVisits = findLostVisits;
  }

  /** Makes a new one. */
  public Outcome create(ResourceKind kind, Line sent) {
    resources.lock();
    Checked checked = CheckResources.of(resources, kind, List.of(sent));
    if (!checked.faults().isEmpty()) {
      return new Outcome.Faulty(checked.faults());
    }
    String id = checked.resources().get(0).id();
    return resources.find(kind, id).isPresent()
        ? new Outcome.Exists(id)
        : put(kind, checked.resources(), 1);
  }

  /**
   * Replaces one.
   *
   * @param version that it was changed from; empty to replace it whatever it is now
   */
  public Outcome replace(ResourceKind kind, String id, Line sent, Optional<Integer> version) {
    resources.lock();
    Optional<Resource> there = resources.find(kind, id);
    if (there.isEmpty()) {
      return new Outcome.Unknown();
    }
    int now = there.get().version();
    if (version.filter(from -> from != now).isPresent()) {
      return new Outcome.Changed(now);
    }
    Checked checked = CheckResources.of(resources, kind, List.of(sent));
    if (!checked.faults().isEmpty()) {
      return new Outcome.Faulty(checked.faults());
    }
    if (!checked.resources().get(0).id().equals(id)) {
      String column = kind.columns().get(0).name();
      return new Outcome.Faulty(List.of(new Fault(0, column, "is not that of " + id)));
    }
    return put(kind, checked.resources(), 0);
  }

  /** Makes or replaces all that a table holds. */
  public Outcome importAll(ResourceKind kind, List<Line> sent) {
    resources.lock();
    Checked checked = CheckResources.of(resources, kind, sent);
    if (!checked.faults().isEmpty()) {
      return new Outcome.Faulty(checked.faults());
    }
    List<String> ids = checked.resources().stream().map(Resource::id).toList();
    Set<String> known = resources.known(kind, ids);
    return put(kind, checked.resources(), ids.size() - known.size());
  }

  /**
   * Removes what nothing needs any more.
   *
   * @param version that somebody saw; empty to remove it whatever it is now
   */
  public Outcome remove(ResourceKind kind, String id, Optional<Integer> version) {
    resources.lock();
    Optional<Resource> there = resources.find(kind, id);
    if (there.isEmpty()) {
      return new Outcome.Unknown();
    }
    int now = there.get().version();
    if (version.filter(seen -> seen != now).isPresent()) {
      return new Outcome.Changed(now);
    }
    List<String> uses = resources.usesOf(kind, id);
    if (!uses.isEmpty()) {
      return new Outcome.InUse(uses);
    }
    resources.remove(kind, id);
    return new Outcome.Removed();
  }

  private Outcome put(ResourceKind kind, List<Resource> wanted, int created) {
    List<Duty> lost =
        findLostVisits.by(
            () -> resources.put(kind, wanted),
            resources.techniciansOf(kind, wanted),
            days(kind, wanted));
    return new Outcome.Kept(
        wanted.size() == 1 ? resources.find(kind, wanted.get(0).id()).stream().toList() : wanted,
        created,
        lost);
  }

  /** On which days alone it can keep anybody from working; empty if it can on any. */
  private static Optional<Days> days(ResourceKind kind, List<Resource> wanted) {
    return switch (kind) {
      case ABSENCE -> span(wanted, "start", "end");
      case HOLIDAY -> span(wanted, "day", "day");
      case CALENDAR, TERRITORY, SKILL_GROUP, TECHNICIAN, TRAVEL_TIME -> Optional.empty();
    };
  }

  private static Optional<Days> span(List<Resource> wanted, String from, String until) {
    Optional<LocalDate> first = days(wanted, from).min(naturalOrder());
    return days(wanted, until).max(naturalOrder()).map(last -> new Days(first.orElse(last), last));
  }

  /** Days and local times begin alike. */
  private static Stream<LocalDate> days(List<Resource> wanted, String column) {
    return wanted.stream()
        .map(resource -> LocalDate.parse(resource.values().get(column).substring(0, 10)));
  }
}
