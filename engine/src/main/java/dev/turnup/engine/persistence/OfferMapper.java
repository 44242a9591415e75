package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface OfferMapper {

  Optional<OfferedRow> find(@Param("deliveryId") UUID deliveryId);

  List<OfferedRow> findOf(@Param("orderId") String orderId);

  void save(@Param("row") OfferedRow row);

  void delete(@Param("deliveryId") UUID deliveryId);

  boolean isAnswered(@Param("id") UUID id);

  boolean mayBeKept(@Param("id") UUID id);

  /**
   * A row of {@code offered_visit}.
   *
   * @param times a JSON list of offers
   */
  record OfferedRow(
      UUID deliveryId,
      String question,
      OffsetDateTime validUntil,
      String times,
      @Nullable UUID wantedId,
      @Nullable OffsetDateTime wantedStart,
      @Nullable OffsetDateTime wantedEnd,
      @Nullable String wantedReference,
      @Nullable String wantedBy,
      @Nullable UUID askedId,
      @Nullable OffsetDateTime askedStart,
      @Nullable OffsetDateTime askedEnd,
      @Nullable String askedReference,
      @Nullable String askedBy,
      boolean sooner) {}
}
