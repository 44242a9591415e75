package dev.turnup.engine.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface MissedVisitMapper {

  int count(@Param("orderId") String orderId);

  void lockJourney(@Param("id") UUID id);

  boolean isOnMissedJourney(@Param("id") UUID id);

  /** 0 if it was not missed. */
  int insert(@Param("row") MissedVisitRow row, @Param("now") OffsetDateTime now);

  Optional<MissedVisitRow> find(@Param("id") UUID id);

  /** 0 if it is charged already. */
  int charged(
      @Param("id") UUID id, @Param("reference") String reference, @Param("now") OffsetDateTime now);

  /** A row of {@code missed_visit}. */
  record MissedVisitRow(
      UUID id,
      String orderId,
      UUID deliveryId,
      LocalDate day,
      @Nullable String chargeCode,
      @Nullable String chargeReason,
      @Nullable String reference) {}
}
