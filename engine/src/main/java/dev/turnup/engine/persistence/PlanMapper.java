package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface PlanMapper {

  void insert(@Param("row") NewRow row);

  /** If it has a plan. */
  void outdate(@Param("orderId") String orderId);

  void update(@Param("orderId") String orderId);

  boolean isOutdated(@Param("orderId") String orderId);

  /** The newest where no version is named. */
  Optional<PlanRow> find(
      @Param("orderId") String orderId, @Param("version") @Nullable Integer version);

  /** A row of {@code plan}, whose version is the next. */
  record NewRow(
      String orderId,
      OffsetDateTime madeAt,
      String why,
      @Nullable OffsetDateTime projectedEnd,
      String document) {}

  /** A row of {@code plan} with the number of the newest of its order. */
  record PlanRow(
      String orderId,
      int version,
      int newest,
      OffsetDateTime madeAt,
      String why,
      String document) {}
}
