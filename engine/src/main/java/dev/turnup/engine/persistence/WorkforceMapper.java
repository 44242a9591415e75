package dev.turnup.engine.persistence;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface WorkforceMapper {

  Optional<TerritoryRow> findTerritory(@Param("prefixes") String[] prefixes);

  List<String> findAbove(@Param("territoryId") String territoryId);

  List<TechnicianRow> findOfTerritory(@Param("territoryId") String territoryId);

  List<TechnicianRow> findAble(
      @Param("skills") String[] skills,
      @Param("territoryId") String territoryId,
      @Param("most") int most);

  List<TechnicianRow> findTechnicians(@Param("ids") String[] ids);

  List<AbsenceRow> findAbsences(
      @Param("technicianIds") String[] technicianIds, @Param("since") LocalDateTime since);

  List<String> findSkills();

  List<TerritoryRow> findTerritories(@Param("id") @Nullable String id, @Param("most") int most);

  List<TechnicianRow> findAround(@Param("territoryId") String territoryId, @Param("most") int most);

  List<VisitRow> findOutside(
      @Param("territoryId") String territoryId,
      @Param("from") OffsetDateTime from,
      @Param("to") OffsetDateTime to,
      @Param("most") int most);

  List<VisitRow> findVisits(
      @Param("technicianIds") String[] technicianIds,
      @Param("from") OffsetDateTime from,
      @Param("to") OffsetDateTime to,
      @Param("now") OffsetDateTime now);

  /** A visit that is planned, or was. */
  record VisitRow(
      String technicianId,
      @Nullable String orderId,
      @Nullable Integer number,
      String state,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      String address) {}

  /** A row of {@code territory}. */
  record TerritoryRow(String id, String name, String timeZone, boolean outside) {}

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
