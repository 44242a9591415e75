package dev.turnup.engine.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface OrderPlanMapper {

  List<DeliveryRow> findDeliveries(@Param("orderId") String orderId);

  List<ComponentRow> findComponents(@Param("orderId") String orderId);

  /** Of the orders that have one. */
  List<ZoneRow> findTimeZones(@Param("orderIds") Collection<String> orderIds);

  record ZoneRow(String orderId, String timeZone) {
    ZoneId zone() {
      return ZoneId.of(timeZone);
    }
  }

  /** A delivery with its latest appointment. */
  record DeliveryRow(
      int number,
      String state,
      @Nullable LocalDate readyDate,
      @Nullable String technician,
      @Nullable String visitState,
      @Nullable OffsetDateTime visitStart,
      @Nullable OffsetDateTime visitEnd,
      @Nullable String timeZone,
      @Nullable OffsetDateTime solvedAt) {}

  /**
   * A component with its reservation and its bill.
   *
   * @param reliesOn names, one a line
   */
  record ComponentRow(
      UUID id,
      String itemId,
      String specification,
      String kind,
      String action,
      String state,
      @Nullable Integer deliveryNumber,
      String availability,
      @Nullable LocalDate availableFrom,
      @Nullable OffsetDateTime reservedUntil,
      String reliesOn,
      @Nullable String billState,
      @Nullable LocalDate billedFrom) {}
}
