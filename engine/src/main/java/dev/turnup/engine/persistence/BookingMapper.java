package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface BookingMapper {

  Optional<BookingRow> find(
      @Param("id") UUID id,
      @Param("caller") @Nullable String caller,
      @Param("now") OffsetDateTime now);

  Optional<BookingRow> findNewest(
      @Param("deliveryId") UUID deliveryId, @Param("now") OffsetDateTime now);

  List<BookingRow> findPage(@Param("wanted") WantedRow wanted);

  int countPage(@Param("wanted") WantedRow wanted, @Param("upTo") int upTo);

  void giveUp(@Param("appointmentId") UUID appointmentId);

  void giveUpWhenReplaced(@Param("appointmentId") UUID appointmentId);

  Optional<KeyedRow> findKeyed(@Param("caller") String caller, @Param("keyHash") String keyHash);

  void releaseClaimed(@Param("orderId") String orderId);

  void forget(@Param("caller") String caller, @Param("heldUntil") OffsetDateTime heldUntil);

  /** One after the other for each caller. */
  Object lockCaller(@Param("caller") String caller);

  int countUnclaimed(@Param("caller") String caller, @Param("now") OffsetDateTime now);

  /** 0 if the technician is taken or has no room then, or the key is taken. */
  int hold(@Param("row") HeldRow row);

  int claim(
      @Param("visitId") UUID visitId,
      @Param("caller") String caller,
      @Param("orderId") String orderId,
      @Param("items") String[] items,
      @Param("now") OffsetDateTime now,
      @Param("until") OffsetDateTime until);

  List<AppointmentMapper.AppointmentRow> findClaimed(
      @Param("deliveryId") UUID deliveryId,
      @Param("orderId") String orderId,
      @Param("items") String[] items);

  int attach(
      @Param("id") UUID id,
      @Param("deliveryId") UUID deliveryId,
      @Param("until") OffsetDateTime until);

  record KeyedRow(UUID visitId, String contentHash) {}

  /** A row of {@code appointment} that no order has. */
  record HeldRow(
      UUID id,
      String technicianId,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      String timeZone,
      String territoryId,
      OffsetDateTime heldUntil,
      String caller,
      @Nullable String keyHash,
      String contentHash) {}

  /**
   * Which are wanted; empty lists do not select.
   *
   * @param from whose successors; from the first on if null
   */
  record WantedRow(
      @Nullable String caller,
      List<UUID> ids,
      List<String> orders,
      List<String> states,
      @Nullable UUID from,
      int offset,
      int limit,
      OffsetDateTime now) {}

  /**
   * @param appointmentId of the appointment that the visit is now
   */
  record BookingRow(
      UUID appointmentId,
      UUID visitId,
      @Nullable String orderId,
      @Nullable UUID deliveryId,
      @Nullable Integer number,
      @Nullable String siteId,
      String state,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      String timeZone,
      @Nullable OffsetDateTime wantedStart,
      @Nullable OffsetDateTime wantedEnd) {}
}
