package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.turnup.engine.persistence.ResourceMapper.PairRow;
import dev.turnup.engine.persistence.ResourceMapper.ResourceRow;
import dev.turnup.engine.resource.Resource;
import dev.turnup.engine.resource.ResourceKind;
import dev.turnup.engine.resource.Resources;
import dev.turnup.engine.resource.WeeklyHours;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Repository;

@Repository
class ResourceStore implements Resources {

  private static final String HOURS = "hours";

  /** Kinds whose values are in several tables. */
  private static final Set<ResourceKind> WITH_PARTS =
      Set.of(
          ResourceKind.CALENDAR,
          ResourceKind.TERRITORY,
          ResourceKind.SKILL_GROUP,
          ResourceKind.TECHNICIAN);

  private final ResourceMapper mapper;

  ResourceStore(ResourceMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public List<Resource> list(ResourceKind kind, String after, int most) {
    return mapper.list(kind.name(), null, after, most).stream()
        .map(ResourceStore::resource)
        .toList();
  }

  @Override
  public Optional<Resource> find(ResourceKind kind, String id) {
    return mapper.list(kind.name(), id, "", 1).stream().map(ResourceStore::resource).findFirst();
  }

  @Override
  public void lock() {
    mapper.lock();
  }

  @Override
  public Set<String> known(ResourceKind kind, Collection<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : Set.copyOf(mapper.findKnown(kind.name(), ids.toArray(String[]::new)));
  }

  @Override
  public Set<String> techniciansOf(ResourceKind kind, Collection<Resource> resources) {
    return switch (kind) {
      case TECHNICIAN -> all(resources, Resource::id);
      case ABSENCE -> all(resources, absence -> absence.values().get("technician"));
      case HOLIDAY -> withWork(kind, all(resources, holiday -> holiday.values().get("region")));
      case CALENDAR, TERRITORY, SKILL_GROUP -> withWork(kind, all(resources, Resource::id));
      case TRAVEL_TIME -> Set.of();
    };
  }

  private static Set<String> all(
      Collection<Resource> resources, Function<Resource, String> reading) {
    return resources.stream().map(reading).collect(toSet());
  }

  private Set<String> withWork(ResourceKind kind, Set<String> ids) {
    return Set.copyOf(mapper.findTechnicians(kind.name(), ids.toArray(String[]::new)));
  }

  @Override
  public void put(ResourceKind kind, Collection<Resource> resources) {
    String rows = Json.of(resources.stream().map(ResourceStore::row).toList());
    mapper.put(kind.name(), rows);
    if (WITH_PARTS.contains(kind)) {
      mapper.clear(kind.name(), resources.stream().map(Resource::id).toArray(String[]::new));
      mapper.fill(kind.name(), rows);
    }
  }

  @Override
  public void remove(ResourceKind kind, String id) {
    mapper.remove(kind.name(), id);
  }

  @Override
  public List<String> usesOf(ResourceKind kind, String id) {
    return switch (kind) {
      case CALENDAR, TERRITORY, SKILL_GROUP, TECHNICIAN -> mapper.findUses(kind.name(), id);
      case HOLIDAY, ABSENCE, TRAVEL_TIME -> List.of();
    };
  }

  @Override
  public Map<String, String> ownersOf(Collection<String> prefixes) {
    return pairs(mapper.findOwners(prefixes.toArray(String[]::new)));
  }

  @Override
  public Map<String, String> parents() {
    return pairs(mapper.findParents());
  }

  @Override
  public List<Resource> absencesOf(Collection<String> technicians, String after) {
    return mapper.findAbsences(technicians.toArray(String[]::new), after).stream()
        .map(ResourceStore::resource)
        .toList();
  }

  private static Map<String, String> pairs(List<PairRow> rows) {
    return rows.stream().collect(toMap(PairRow::one, PairRow::other));
  }

  private static Map<String, String> row(Resource resource) {
    Map<String, String> row = new LinkedHashMap<>(resource.values());
    row.computeIfPresent(HOURS, (name, hours) -> WeeklyHours.of(hours).rows());
    return row;
  }

  private static Resource resource(ResourceRow row) {
    Map<String, String> values = new LinkedHashMap<>(Json.texts(row.content()));
    values.values().removeIf(String::isEmpty);
    values.computeIfPresent(HOURS, (name, rows) -> WeeklyHours.ofRows(rows).toString());
    return new Resource(row.id(), values, row.version());
  }
}
