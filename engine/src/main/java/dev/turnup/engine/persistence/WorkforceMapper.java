package dev.turnup.engine.persistence;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface WorkforceMapper {

  Optional<TerritoryRow> findTerritory(@Param("prefixes") String[] prefixes);

  List<TechnicianRow> findOfTerritory(@Param("territoryId") String territoryId);

  List<TechnicianRow> findAble(
      @Param("skills") String[] skills,
      @Param("territoryId") String territoryId,
      @Param("most") int most);

  Optional<TechnicianRow> findTechnician(@Param("id") String id);

  List<AbsenceRow> findAbsences(
      @Param("technicianIds") String[] technicianIds, @Param("since") LocalDateTime since);

  /** A row of {@code territory}. */
  record TerritoryRow(String id, String name, String timeZone) {}

  /**
   * A row of {@code technician}.
   *
   * @param skills one a line
   */
  record TechnicianRow(
      String id,
      String name,
      String territoryId,
      String timeZone,
      String skills,
      @Nullable String calendarId,
      @Nullable Integer mostVisits,
      @Nullable Integer mostMinutes) {}

  /** A row of {@code technician_absence}. */
  record AbsenceRow(String technicianId, LocalDateTime starts, LocalDateTime ends) {}
}
