package dev.turnup.engine.persistence;

import dev.turnup.engine.desk.Approval;
import dev.turnup.engine.desk.Approval.Verdict;
import dev.turnup.engine.desk.ApprovalId;
import dev.turnup.engine.order.OrderId;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface ApprovalMapper {

  void insert(
      @Param("row") ApprovalRow row,
      @Param("falloutId") @Nullable UUID falloutId,
      @Param("componentIds") String[] componentIds,
      @Param("how") String how);

  Optional<ApprovalRow> find(@Param("id") UUID id);

  int decide(
      @Param("id") UUID id,
      @Param("by") String by,
      @Param("at") OffsetDateTime at,
      @Param("approved") boolean approved);

  int carryOut(
      @Param("id") UUID id,
      @Param("falloutId") @Nullable UUID falloutId,
      @Param("componentIds") String[] componentIds,
      @Param("how") String how,
      @Param("at") OffsetDateTime at);

  /** A row of {@code approval}, without what may be done. */
  record ApprovalRow(
      UUID id,
      String orderId,
      String decision,
      String requestedBy,
      OffsetDateTime requestedAt,
      @Nullable String decidedBy,
      @Nullable OffsetDateTime decidedAt,
      @Nullable Boolean approved) {

    Approval approval() {
      return new Approval(
          new ApprovalId(id),
          new OrderId(orderId),
          decision,
          requestedBy,
          requestedAt.toInstant(),
          verdict());
    }

    private Optional<Verdict> verdict() {
      return decidedBy == null || decidedAt == null || approved == null
          ? Optional.empty()
          : Optional.of(new Verdict(decidedBy, decidedAt.toInstant(), approved));
    }
  }
}
