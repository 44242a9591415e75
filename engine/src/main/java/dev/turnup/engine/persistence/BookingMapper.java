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

  Optional<BookingRow> find(@Param("id") UUID id, @Param("caller") @Nullable String caller);

  Optional<BookingRow> findNewest(@Param("deliveryId") UUID deliveryId);

  List<BookingRow> findPage(@Param("wanted") WantedRow wanted);

  int countPage(@Param("wanted") WantedRow wanted, @Param("upTo") int upTo);

  void giveUp(@Param("appointmentId") UUID appointmentId);

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
      int limit) {}

  /**
   * @param appointmentId of the appointment that the visit is now
   */
  record BookingRow(
      UUID appointmentId,
      UUID visitId,
      String orderId,
      UUID deliveryId,
      int number,
      @Nullable String siteId,
      String state,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      String timeZone) {}
}
