package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface AppointmentMapper {

  Optional<AppointmentRow> findLive(@Param("deliveryId") UUID deliveryId);

  List<AppointmentRow> findLiveOf(@Param("deliveryIds") String[] deliveryIds);

  List<AppointmentRow> findToComeThere(
      @Param("deliveryId") UUID deliveryId, @Param("now") OffsetDateTime now);

  List<AppointmentRow> findSharing(@Param("journeyId") UUID journeyId, @Param("id") UUID id);

  List<BusyRow> findBusy(
      @Param("technicianIds") String[] technicianIds,
      @Param("territoryId") String territoryId,
      @Param("from") OffsetDateTime from,
      @Param("to") OffsetDateTime to,
      @Param("now") OffsetDateTime now,
      @Param("without") @Nullable UUID without);

  /** 0 if the technician is taken or has no room then, or the delivery has an appointment. */
  int hold(@Param("row") AppointmentRow row);

  /** 0 if the delivery has an appointment. */
  int addOutside(
      @Param("row") AppointmentRow row,
      @Param("state") String state,
      @Param("reference") String reference);

  /** 0 if the technician is taken or has no room then, or it is held no more. */
  int holdBeside(
      @Param("newId") UUID newId, @Param("id") UUID id, @Param("technicianId") String technicianId);

  Optional<String> findBeside(@Param("id") UUID id);

  int book(@Param("id") UUID id);

  void keepUntil(@Param("id") UUID id, @Param("until") OffsetDateTime until);

  void release(@Param("id") UUID id);

  String findReference(@Param("id") UUID id);

  void refuse(@Param("id") UUID id);

  @Nullable OffsetDateTime findToldOf(@Param("id") UUID id);

  boolean isRefused(@Param("id") UUID id);

  void releaseExpired(
      @Param("technicianIds") String[] technicianIds, @Param("now") OffsetDateTime now);

  Optional<UUID> findLeft(@Param("deliveryId") UUID deliveryId);

  void calledOff(@Param("deliveryId") UUID deliveryId);

  void end(@Param("deliveryId") UUID deliveryId, @Param("state") String state);

  List<DutyRow> findDuties(
      @Param("technicianIds") String[] technicianIds,
      @Param("now") OffsetDateTime now,
      @Param("from") @Nullable OffsetDateTime from,
      @Param("until") @Nullable OffsetDateTime until);

  List<OverRow> findOver(
      @Param("technicianIds") String[] technicianIds, @Param("now") OffsetDateTime now);

  List<DutyRow> findDueLost(@Param("now") OffsetDateTime now, @Param("most") int most);

  List<DutyRow> findLost(@Param("deliveryId") UUID deliveryId, @Param("now") OffsetDateTime now);

  void lose(
      @Param("ids") String[] ids,
      @Param("because") String because,
      @Param("due") OffsetDateTime due);

  void keep(@Param("id") UUID id);

  void putOff(@Param("id") UUID id, @Param("now") OffsetDateTime now);

  /**
   * A visit to come, or a time that is held for one.
   *
   * @param skills one a line
   */
  record DutyRow(
      UUID id,
      @Nullable String orderId,
      @Nullable UUID deliveryId,
      @Nullable Integer number,
      String technicianId,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      String timeZone,
      @Nullable String territoryId,
      String skills,
      @Nullable String lostBecause) {}

  /** When a technician had a visit. */
  record OverRow(
      String technicianId, OffsetDateTime startsAt, OffsetDateTime endsAt, String timeZone) {}

  /** A row of {@code appointment}. */
  record AppointmentRow(
      UUID id,
      String orderId,
      UUID deliveryId,
      String technicianId,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      String timeZone,
      @Nullable String territoryId,
      @Nullable OffsetDateTime heldUntil,
      UUID journeyId,
      boolean outside) {}

  /** When a technician is taken. */
  record BusyRow(
      String technicianId, OffsetDateTime startsAt, OffsetDateTime endsAt, int travelMinutes) {}
}
