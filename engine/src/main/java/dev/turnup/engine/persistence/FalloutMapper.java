package dev.turnup.engine.persistence;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface FalloutMapper {

  void insert(@Param("row") FalloutRow row);

  Optional<FalloutRow> find(@Param("id") UUID id);

  int update(@Param("row") FalloutRow row);

  void escalate(@Param("id") UUID id);

  List<FalloutRow> findUnsettled(@Param("orderId") String orderId);

  List<FalloutRow> findAlike(
      @Param("orderId") String orderId,
      @Param("componentId") @Nullable UUID componentId,
      @Param("deliveryId") @Nullable UUID deliveryId,
      @Param("step") String step);

  List<FalloutRow> findWanted(
      @Param("orderId") @Nullable String orderId,
      @Param("fingerprint") @Nullable String fingerprint,
      @Param("system") @Nullable String system,
      @Param("owner") @Nullable String owner,
      @Param("state") @Nullable String state,
      @Param("unsettled") boolean unsettled,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit);

  List<ExperienceRow> findExperience(@Param("fingerprint") String fingerprint);

  /** How often a decision was taken, and what came of it. */
  record ExperienceRow(
      String decision,
      String attribute,
      String value,
      String cause,
      int times,
      int worked,
      int failed) {}

  String findResult(@Param("id") UUID id);
}
