package dev.turnup.engine.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface ReservationMapper {

  Optional<ReservationRow> find(@Param("componentId") UUID componentId);

  List<ReservationRow> findHeld(@Param("deliveryId") UUID deliveryId);

  List<ReservationRow> findHeldByOrder(@Param("orderId") String orderId);

  int put(@Param("row") ReservationRow row);

  int update(@Param("row") ReservationRow row);

  Optional<LocalDate> findReadyDate(@Param("componentId") UUID componentId);

  /** A row of {@code capacity_reservation}. */
  record ReservationRow(
      UUID componentId,
      int number,
      String orderId,
      String reference,
      LocalDate availableFrom,
      OffsetDateTime expiresAt,
      String state,
      @Nullable String resource,
      int version) {}
}
