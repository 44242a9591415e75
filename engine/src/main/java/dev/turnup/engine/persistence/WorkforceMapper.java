package dev.turnup.engine.persistence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

@Mapper
interface WorkforceMapper {

  Optional<TerritoryRow> findTerritory(@Param("prefixes") String[] prefixes);

  List<TechnicianRow> findOfTerritory(@Param("territoryId") String territoryId);

  List<TechnicianRow> findAble(
      @Param("skills") String[] skills,
      @Param("territoryId") String territoryId,
      @Param("most") int most);

  Optional<TechnicianRow> findTechnician(@Param("id") String id);

  List<HoursRow> findHours(@Param("technicianIds") String[] technicianIds);

  List<AbsenceRow> findAbsences(@Param("technicianIds") String[] technicianIds);

  /** A row of {@code territory}. */
  record TerritoryRow(String id, String name, String timeZone) {}

  /**
   * A row of {@code technician}.
   *
   * @param skills one a line
   */
  record TechnicianRow(String id, String name, String territoryId, String skills) {}

  /** A row of {@code working_hours}. */
  record HoursRow(String technicianId, int weekday, LocalTime starts, LocalTime ends) {}

  /** A row of {@code absence}. */
  record AbsenceRow(String technicianId, LocalDate firstDay, LocalDate lastDay) {}
}
