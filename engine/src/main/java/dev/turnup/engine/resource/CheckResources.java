package dev.turnup.engine.resource;

import static java.util.stream.Collectors.groupingBy;

import dev.turnup.engine.resource.Cell.Fit;
import dev.turnup.engine.resource.Cell.Unfit;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Finds every fault of what was sent, together with what is there already. */
final class CheckResources {

  private final Resources resources;
  private final ResourceKind kind;
  private final List<Fault> faults = new ArrayList<>();

  /** By id, in the sender's sequence. */
  private final Map<String, Read> read = new LinkedHashMap<>();

  private record Read(int line, Map<String, String> values) {

    String value(String column) {
      return values.getOrDefault(column, "");
    }

    List<String> words(String column) {
      return value(column).isEmpty() ? List.of() : List.of(value(column).split(" "));
    }
  }

  private CheckResources(Resources resources, ResourceKind kind) {
    this.resources = resources;
    this.kind = kind;
  }

  /** What was found: faults, or the resources as they are to be kept. */
  record Checked(List<Fault> faults, List<Resource> resources) {}

  static Checked of(Resources resources, ResourceKind kind, List<Line> lines) {
    CheckResources check = new CheckResources(resources, kind);
    lines.forEach(check::read);
    check.references();
    switch (kind) {
      case TERRITORY -> {
        check.prefixes();
        check.hierarchy();
      }
      case ABSENCE -> check.absences();
      case CALENDAR, HOLIDAY, SKILL_GROUP, TECHNICIAN, TRAVEL_TIME -> {
        // each stands for itself
      }
    }
    check.faults.sort(Comparator.comparing(Fault::line));
    return new Checked(
        List.copyOf(check.faults),
        check.read.entrySet().stream()
            .map(entry -> new Resource(entry.getKey(), entry.getValue().values(), 0))
            .toList());
  }

  private void read(Line line) {
    Map<String, String> values = new LinkedHashMap<>();
    int before = faults.size();
    for (Column column : kind.columns()) {
      String text = line.values().getOrDefault(column.name(), "").strip();
      if (text.isEmpty()) {
        if (column.mandatory()) {
          fault(line.number(), column.name(), "is missing");
        }
      } else if (column.reading().apply(text) instanceof Unfit unfit) {
        fault(line.number(), column.name(), unfit.reason());
      } else if (column.reading().apply(text) instanceof Fit fit) {
        values.put(column.name(), fit.value());
      }
    }
    Set<String> unknown = new TreeSet<>(line.values().keySet());
    kind.columns().forEach(column -> unknown.remove(column.name()));
    unknown.forEach(name -> fault(line.number(), shortened(name), "is not known"));
    if (faults.size() > before) {
      return;
    }
    if (kind == ResourceKind.TRAVEL_TIME && values.get("from").compareTo(values.get("to")) > 0) {
      values.put("to", Objects.requireNonNull(values.put("from", values.get("to"))));
    }
    Read first = read.putIfAbsent(kind.idOf(values), new Read(line.number(), values));
    if (first != null) {
      fault(
          line.number(),
          kind.columns().get(0).name(),
          kind.idOf(values) + " is in line " + first.line() + " already");
    }
  }

  private void references() {
    for (Column column : kind.columns()) {
      column.refersTo().flatMap(ResourceKind::at).ifPresent(target -> references(column, target));
    }
  }

  private void references(Column column, ResourceKind target) {
    Set<String> wanted = new HashSet<>();
    read.values().forEach(one -> wanted.addAll(one.words(column.name())));
    Set<String> known = new HashSet<>(resources.known(target, wanted));
    if (target == kind) {
      known.addAll(read.keySet());
    }
    for (Read one : read.values()) {
      for (String id : one.words(column.name())) {
        if (!known.contains(id)) {
          fault(one.line(), column.name(), "there is no " + id + " in " + target.path());
        }
      }
    }
  }

  private void prefixes() {
    Set<String> all = new HashSet<>();
    read.values().forEach(one -> all.addAll(one.words("postalPrefixes")));
    Map<String, String> owners = new HashMap<>(resources.ownersOf(all));
    owners.values().removeIf(read::containsKey);
    read.forEach(
        (id, one) -> {
          for (String prefix : one.words("postalPrefixes")) {
            String other = owners.putIfAbsent(prefix, id);
            if (other != null) {
              fault(one.line(), "postalPrefixes", prefix + " is of territory " + other);
            }
          }
        });
  }

  private void hierarchy() {
    Map<String, String> parents = new HashMap<>(resources.parents());
    read.keySet().forEach(parents::remove);
    read.forEach(
        (id, one) -> {
          if (!one.value("parent").isEmpty()) {
            parents.put(id, one.value("parent"));
          }
        });
    read.forEach(
        (id, one) -> {
          Set<String> below = new HashSet<>();
          String at = id;
          while (parents.containsKey(at) && below.add(at)) {
            at = parents.get(at);
          }
          if (at.equals(id) && !below.isEmpty()) {
            fault(one.line(), "parent", id + " would be above itself");
          }
        });
  }

  private void absences() {
    read.forEach(
        (id, one) -> {
          if (!start(one).isBefore(end(one))) {
            fault(one.line(), "end", "is not after start");
          }
        });
    if (read.isEmpty()) {
      return;
    }
    LocalDateTime earliest =
        read.values().stream().map(CheckResources::start).min(Comparator.naturalOrder()).get();
    List<Read> all = new ArrayList<>(read.values());
    resources
        .absencesOf(
            read.values().stream().map(one -> one.value("technician")).distinct().toList(),
            earliest.toString())
        .stream()
        .filter(there -> !read.containsKey(there.id()))
        .forEach(there -> all.add(new Read(-1, there.values())));
    all.stream().collect(groupingBy(one -> one.value("technician"))).values().forEach(this::apart);
  }

  private void apart(List<Read> absences) {
    List<Read> sorted =
        absences.stream().sorted(Comparator.comparing(CheckResources::start)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      Read one = sorted.get(i - 1);
      Read next = sorted.get(i);
      if (start(next).isBefore(end(one))) {
        Read sent = next.line() < 0 ? one : next;
        Read other = next.line() < 0 ? next : one;
        fault(sent.line(), "start", "overlaps absence " + other.value("id"));
      }
    }
  }

  private static LocalDateTime start(Read absence) {
    return LocalDateTime.parse(absence.value("start"));
  }

  private static LocalDateTime end(Read absence) {
    return LocalDateTime.parse(absence.value("end"));
  }

  private void fault(int line, String column, String reason) {
    faults.add(new Fault(line, column, reason));
  }

  private static String shortened(String name) {
    return name.length() > 60 ? name.substring(0, 60) + "…" : name;
  }
}
