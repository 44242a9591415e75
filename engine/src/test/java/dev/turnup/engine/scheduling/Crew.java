package dev.turnup.engine.scheduling;

import dev.turnup.engine.delivery.Skills;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.order.WorkingWeek;
import dev.turnup.engine.order.WorkingWeek.Span;
import dev.turnup.engine.scheduling.Technician.DailyMost;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Technicians without a database; they work from 08:00 to 12:00 and 13:00 to 17:00. */
public final class Crew implements Technicians, Skills {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final Map<String, Technician> technicians = new LinkedHashMap<>();

  public Crew with(String id, String territory, String... skills) {
    technicians.put(
        id,
        new Technician(
            id,
            id,
            territory,
            Set.of(skills),
            Optional.of(WorkingCalendar.of("days", weekdays())),
            List.of(),
            DailyMost.UNLIMITED));
    return this;
  }

  public Crew with(Technician technician) {
    technicians.put(technician.id(), technician);
    return this;
  }

  /** Lets somebody be away; the last day included. */
  public void absent(String id, LocalDate first, LocalDate last) {
    Technician t = technicians.get(id);
    List<Opening> absences = new ArrayList<>(t.absences());
    absences.add(
        new Opening(
            first.atStartOfDay(BERLIN).toInstant(),
            last.plusDays(1).atStartOfDay(BERLIN).toInstant()));
    technicians.put(
        id,
        new Technician(id, t.name(), t.territory(), t.skills(), t.calendar(), absences, t.most()));
  }

  static WorkingWeek weekdays() {
    Span morning = new Span(LocalTime.of(8, 0), LocalTime.of(12, 0));
    Span afternoon = new Span(LocalTime.of(13, 0), LocalTime.of(17, 0));
    return new WorkingWeek(
        BERLIN,
        Stream.of(DayOfWeek.values())
            .filter(day -> day.getValue() < 6)
            .collect(Collectors.toMap(day -> day, day -> List.of(morning, afternoon))),
        Map.of());
  }

  @Override
  public SortedSet<String> known() {
    return technicians.values().stream()
        .flatMap(t -> t.skills().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<Technician> in(String territory) {
    return technicians.values().stream().filter(t -> t.territory().equals(territory)).toList();
  }

  @Override
  public List<Technician> able(Set<String> skills, String territory, int most) {
    return technicians.values().stream()
        .filter(t -> t.skills().containsAll(skills))
        .sorted(
            Comparator.comparing((Technician t) -> !t.territory().equals(territory))
                .thenComparing(Technician::id))
        .limit(most)
        .toList();
  }

  @Override
  public List<Technician> named(Collection<String> ids) {
    return technicians.values().stream().filter(t -> ids.contains(t.id())).toList();
  }

  /** There are none above others. */
  @Override
  public Set<String> homesFor(String territory) {
    return Set.of(territory);
  }

  @Override
  public Optional<Technician> find(String id) {
    return Optional.ofNullable(technicians.get(id));
  }
}
