package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface ServiceRecordMapper {

  Optional<ServiceRecordRow> find(@Param("componentId") UUID componentId);

  void save(@Param("row") ServiceRecordRow row);

  /** A row of {@code service_record}. */
  record ServiceRecordRow(
      UUID componentId,
      @Nullable String networkReference,
      @Nullable Boolean networkActive,
      @Nullable OffsetDateTime networkActiveSince,
      @Nullable String networkEvidence,
      @Nullable String inventoryReference,
      @Nullable Boolean inventoryActive,
      @Nullable OffsetDateTime inventoryActiveSince) {}
}
