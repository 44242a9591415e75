package dev.turnup.engine.persistence;

import dev.turnup.engine.billing.BillStart;
import dev.turnup.engine.order.ComponentId;
import dev.turnup.engine.order.ItemId;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface BillMapper {

  /** 0 if the item was accepted before. */
  int acceptItem(
      @Param("orderId") String orderId,
      @Param("itemId") String itemId,
      @Param("day") LocalDate day);

  void insertDue(
      @Param("orderId") String orderId,
      @Param("itemId") String itemId,
      @Param("componentId") UUID componentId,
      @Param("effectiveDate") LocalDate effectiveDate);

  Optional<BillRow> find(@Param("componentId") UUID componentId);

  int update(@Param("row") BillRow row);

  /** 0 if it is known. */
  int insertStop(
      @Param("orderId") String orderId,
      @Param("itemId") String itemId,
      @Param("productId") String productId,
      @Param("effectiveDate") LocalDate effectiveDate,
      @Param("reference") String reference,
      @Param("stoppedAt") OffsetDateTime stoppedAt);

  /** A row of {@code bill_start}. */
  record BillRow(
      String orderId,
      String itemId,
      UUID componentId,
      String state,
      LocalDate effectiveDate,
      @Nullable String reference,
      @Nullable OffsetDateTime startedAt,
      @Nullable OffsetDateTime confirmedAt,
      int version) {

    static BillRow of(BillStart bill) {
      return new BillRow(
          bill.order().value(),
          bill.item().value(),
          bill.component().value(),
          bill.state().code(),
          bill.effective(),
          bill.reference().orElse(null),
          bill.startedAt().map(Utc::of).orElse(null),
          bill.confirmedAt().map(Utc::of).orElse(null),
          bill.version());
    }

    BillStart bill() {
      return new BillStart(
          new OrderId(orderId),
          new ItemId(itemId),
          new ComponentId(componentId),
          BillStart.State.of(state),
          effectiveDate,
          Optional.ofNullable(reference),
          Optional.ofNullable(startedAt).map(OffsetDateTime::toInstant),
          Optional.ofNullable(confirmedAt).map(OffsetDateTime::toInstant),
          version);
    }
  }
}
