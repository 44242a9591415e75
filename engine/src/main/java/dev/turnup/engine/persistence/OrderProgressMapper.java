package dev.turnup.engine.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface OrderProgressMapper {

  List<DatesRow> findDates(@Param("orderIds") Collection<String> orderIds);

  List<MilestoneRow> findMilestones(
      @Param("orderIds") Collection<String> orderIds,
      @Param("kinds") Collection<String> kinds,
      @Param("limit") int limit);

  List<OpenFalloutRow> findOpenFallouts(@Param("orderIds") Collection<String> orderIds);

  List<JeopardyRow> findJeopardies(@Param("orderIds") Collection<String> orderIds);

  List<OpenEscalationRow> findOpenEscalations(@Param("orderIds") Collection<String> orderIds);

  /** The dates of an order, and where they are days. */
  record DatesRow(String orderId, @Nullable String timeZone, @Nullable LocalDate projectedDate) {}

  record MilestoneRow(
      String orderId,
      long sequence,
      OffsetDateTime at,
      String kind,
      String text,
      @Nullable String itemId) {}

  record OpenFalloutRow(
      String orderId,
      UUID id,
      String step,
      String system,
      String code,
      String message,
      OffsetDateTime raisedAt,
      @Nullable String itemId) {}

  record JeopardyRow(String orderId, String colour, OffsetDateTime since, String reason) {}

  record OpenEscalationRow(
      String orderId,
      UUID id,
      String finding,
      int level,
      String explanation,
      OffsetDateTime openedAt) {}
}
