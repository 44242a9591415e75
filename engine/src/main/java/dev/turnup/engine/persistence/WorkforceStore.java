package dev.turnup.engine.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.turnup.engine.decomposition.Territories;
import dev.turnup.engine.decomposition.Territory;
import dev.turnup.engine.persistence.WorkforceMapper.AbsenceRow;
import dev.turnup.engine.persistence.WorkforceMapper.HoursRow;
import dev.turnup.engine.persistence.WorkforceMapper.TechnicianRow;
import dev.turnup.engine.scheduling.Technician;
import dev.turnup.engine.scheduling.Technician.Absence;
import dev.turnup.engine.scheduling.Technician.WorkingHours;
import dev.turnup.engine.scheduling.Technicians;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Repository;

@Repository
class WorkforceStore implements Territories, Technicians {

  private final WorkforceMapper mapper;

  WorkforceStore(WorkforceMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Optional<Territory> covering(String postalCode) {
    String[] prefixes =
        IntStream.rangeClosed(1, postalCode.length())
            .mapToObj(end -> postalCode.substring(0, end))
            .toArray(String[]::new);
    return mapper
        .findTerritory(prefixes)
        .map(row -> new Territory(row.id(), row.name(), ZoneId.of(row.timeZone())));
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
  public Optional<Technician> find(String id) {
    return withCalendars(mapper.findTechnician(id).stream().toList()).stream().findFirst();
  }

  private List<Technician> withCalendars(List<TechnicianRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    String[] ids = rows.stream().map(TechnicianRow::id).toArray(String[]::new);
    Map<String, List<WorkingHours>> hours =
        mapper.findHours(ids).stream()
            .collect(groupingBy(HoursRow::technicianId, mapping(WorkforceStore::hours, toList())));
    Map<String, List<Absence>> absences =
        mapper.findAbsences(ids).stream()
            .collect(
                groupingBy(AbsenceRow::technicianId, mapping(WorkforceStore::absence, toList())));
    return rows.stream()
        .map(
            row ->
                new Technician(
                    row.id(),
                    row.name(),
                    row.territoryId(),
                    row.skills().isEmpty() ? Set.of() : Set.of(row.skills().split("\n")),
                    hours.getOrDefault(row.id(), List.of()),
                    absences.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private static WorkingHours hours(HoursRow row) {
    return new WorkingHours(DayOfWeek.of(row.weekday()), row.starts(), row.ends());
  }

  private static Absence absence(AbsenceRow row) {
    return new Absence(row.firstDay(), row.lastDay());
  }
}
