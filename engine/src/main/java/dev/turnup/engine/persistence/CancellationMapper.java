package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface CancellationMapper {

  void insert(@Param("row") CancellationRow row);

  void update(@Param("row") CancellationRow row);

  List<CancellationRow> findOpen(@Param("orderId") String orderId);

  Optional<CancellationRow> get(@Param("id") UUID id);

  Optional<CancellationRow> find(@Param("id") UUID id, @Param("caller") @Nullable String caller);

  List<CancellationRow> findPage(@Param("wanted") WantedRow wanted);

  int countPage(@Param("wanted") WantedRow wanted, @Param("upTo") int upTo);

  void remember(
      @Param("orderId") String orderId,
      @Param("state") String state,
      @Param("itemStates") String itemStates);

  Optional<FormerRow> findFormer(@Param("orderId") String orderId);

  /**
   * Which are wanted.
   *
   * @param from whose neighbours; from the first on if null
   * @param ascending oldest first, as a page before a position is read
   */
  record WantedRow(
      @Nullable String caller,
      List<CriterionRow> criteria,
      @Nullable UUID from,
      boolean ascending,
      int offset,
      int limit) {}

  /**
   * A comparison.
   *
   * @param attribute the name of the constant
   * @param operator the name of the constant
   */
  record CriterionRow(String attribute, String operator, List<String> values) {}

  /** A row of {@code order_cancellation}. */
  record CancellationRow(
      UUID id,
      String orderId,
      String document,
      @Nullable String reason,
      String state,
      @Nullable String refusal,
      @Nullable String charge,
      OffsetDateTime requestedAt,
      @Nullable OffsetDateTime endedAt) {}

  /** A row of {@code order_before_cancellation}. */
  record FormerRow(String state, String itemStates) {}
}
