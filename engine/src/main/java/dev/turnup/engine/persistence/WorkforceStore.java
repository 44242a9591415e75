package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;

import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.delivery.Skills;
import dev.turnup.engine.order.Opening;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.WorkingCalendar;
import dev.turnup.engine.persistence.WorkforceMapper.AbsenceRow;
import dev.turnup.engine.persistence.WorkforceMapper.TechnicianRow;
import dev.turnup.engine.persistence.WorkforceMapper.TerritoryRow;
import dev.turnup.engine.scheduling.Schedules;
import dev.turnup.engine.scheduling.Technician;
import dev.turnup.engine.scheduling.Technicians;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Repository;

@Repository
class WorkforceStore implements Territories, Technicians, Schedules, Skills {

  private final WorkforceMapper mapper;
  private final CalendarStore calendars;
  private final Clock clock;

  WorkforceStore(WorkforceMapper mapper, CalendarStore calendars, Clock clock) {
    this.mapper = mapper;
    this.calendars = calendars;
    this.clock = clock;
  }

  @Override
  public Optional<Territory> covering(String postalCode) {
    String[] prefixes =
        IntStream.rangeClosed(1, postalCode.length())
            .mapToObj(end -> postalCode.substring(0, end))
            .toArray(String[]::new);
    return mapper.findTerritory(prefixes).map(WorkforceStore::territory);
  }

  @Override
  public List<Territory> territories(int most) {
    return mapper.findTerritories(null, most).stream().map(WorkforceStore::territory).toList();
  }

  @Override
  public Optional<Territory> territory(String id) {
    return mapper.findTerritories(id, 1).stream().map(WorkforceStore::territory).findFirst();
  }

  @Override
  public List<Technician> around(String territory, int most) {
    return withCalendars(mapper.findAround(territory, most));
  }

  @Override
  public List<Planned> visits(
      Collection<String> technicians, Instant from, Instant to, Instant now) {
    return mapper
        .findVisits(technicians.toArray(String[]::new), Utc.of(from), Utc.of(to), Utc.of(now))
        .stream()
        .map(WorkforceStore::planned)
        .toList();
  }

  @Override
  public List<Planned> outside(String territory, Instant from, Instant to, int most) {
    return mapper.findOutside(territory, Utc.of(from), Utc.of(to), most).stream()
        .map(WorkforceStore::planned)
        .toList();
  }

  private static Planned planned(WorkforceMapper.VisitRow row) {
    return new Planned(
        row.technicianId(),
        Optional.ofNullable(row.orderId()).map(OrderId::new),
        Optional.ofNullable(row.number()),
        row.state(),
        row.startsAt().toInstant(),
        row.endsAt().toInstant(),
        row.address());
  }

  @Override
  public List<Technician> in(String territory) {
    return withCalendars(mapper.findOfTerritory(territory));
  }

  @Override
  public List<Technician> able(Set<String> skills, String territory, int most) {
    return withCalendars(mapper.findAble(skills.toArray(String[]::new), territory, most));
  }

  @Override
  public List<Technician> named(Collection<String> ids) {
    return withCalendars(mapper.findTechnicians(ids.toArray(String[]::new)));
  }

  @Override
  public Optional<Technician> find(String id) {
    return named(List.of(id)).stream().findFirst();
  }

  @Override
  public Set<String> homesFor(String territory) {
    return Set.copyOf(mapper.findAbove(territory));
  }

  @Override
  public SortedSet<String> known() {
    return new TreeSet<>(mapper.findSkills());
  }

  private List<Technician> withCalendars(List<TechnicianRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    String[] ids = rows.stream().map(TechnicianRow::id).toArray(String[]::new);
    Map<String, WorkingCalendar> known =
        calendars.byId(rows.stream().flatMap(row -> Stream.ofNullable(row.calendarId())).toList());
    LocalDateTime yesterday = LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).minusDays(1);
    Map<String, List<AbsenceRow>> absences =
        mapper.findAbsences(ids, yesterday).stream().collect(groupingBy(AbsenceRow::technicianId));
    return rows.stream()
        .map(
            row ->
                new Technician(
                    row.id(),
                    row.name(),
                    row.territoryId(),
                    row.skills().isEmpty() ? Set.of() : Set.of(row.skills().split("\n")),
                    Optional.ofNullable(row.calendarId()).map(known::get),
                    absences.getOrDefault(row.id(), List.of()).stream()
                        .map(absence -> absence(absence, ZoneId.of(row.timeZone())))
                        .toList(),
                    new Technician.DailyMost(
                        Optional.ofNullable(row.mostVisits()),
                        Optional.ofNullable(row.mostMinutes()).map(Duration::ofMinutes))))
        .toList();
  }

  private static Territory territory(TerritoryRow row) {
    return new Territory(row.id(), row.name(), ZoneId.of(row.timeZone()), row.outside());
  }

  private static Opening absence(AbsenceRow row, ZoneId zone) {
    return new Opening(row.starts().atZone(zone).toInstant(), row.ends().atZone(zone).toInstant());
  }
}
