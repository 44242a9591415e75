package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.Jeopardy;
import dev.turnup.engine.escalation.Jeopardy.Colour;
import dev.turnup.engine.escalation.OpenOrders;
import dev.turnup.engine.escalation.Promise;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface PromiseMapper {

  List<String> findDoubtful(@Param("now") OffsetDateTime now);

  PlannedRow findPlannedAmiss(@Param("after") String after, @Param("now") OffsetDateTime now);

  List<PromiseRow> find(@Param("orderIds") String[] orderIds, @Param("now") OffsetDateTime now);

  void keep(
      @Param("orderId") String orderId,
      @Param("colour") String colour,
      @Param("since") OffsetDateTime since,
      @Param("betterSince") @Nullable OffsetDateTime betterSince,
      @Param("reason") String reason,
      @Param("waitsFor") @Nullable String waitsFor);

  void delete(@Param("orderId") String orderId);

  List<JeopardyRow> findInJeopardy(
      @Param("orderIds") String @Nullable [] orderIds,
      @Param("now") OffsetDateTime now,
      @Param("limit") int limit);

  List<OpenRow> findOpen(
      @Param("colours") Collection<String> colours,
      @Param("escalated") boolean escalated,
      @Param("now") OffsetDateTime now,
      @Param("after") @Nullable String after,
      @Param("limit") int limit);

  /**
   * Of some open deliveries the orders whose promise they speak against.
   *
   * @param last the order of the last of them; null if there was none
   * @param orderIds separated by spaces
   */
  record PlannedRow(@Nullable String last, String orderIds) {

    List<String> orders() {
      return orderIds.isEmpty() ? List.of() : List.of(orderIds.split(" "));
    }
  }

  /** An order in jeopardy. */
  record JeopardyRow(String orderId, String colour, String reason) {}

  /** An order's promise with what speaks against it. */
  record PromiseRow(
      String orderId,
      String tier,
      boolean open,
      OffsetDateTime madeAt,
      LocalDate day,
      OffsetDateTime endAt,
      @Nullable LocalDate projected,
      boolean undated,
      boolean unsettled,
      @Nullable String waitsFor,
      @Nullable String colour,
      @Nullable OffsetDateTime since,
      @Nullable OffsetDateTime betterSince,
      String reason) {

    Promise promise() {
      return new Promise(
          new OrderId(orderId),
          tier,
          open,
          madeAt.toInstant(),
          day,
          endAt.toInstant(),
          Optional.ofNullable(projected),
          undated,
          unsettled,
          Optional.ofNullable(waitsFor),
          jeopardy(),
          reason);
    }

    private Jeopardy jeopardy() {
      return colour == null || since == null
          ? Jeopardy.NONE
          : new Jeopardy(
              Colour.of(colour),
              since.toInstant(),
              Optional.ofNullable(betterSince).map(OffsetDateTime::toInstant));
    }
  }

  /** An open order with its jeopardy and its escalation. */
  record OpenRow(
      String orderId,
      String state,
      String tier,
      @Nullable LocalDate promisedDate,
      @Nullable LocalDate projected,
      @Nullable String colour,
      @Nullable OffsetDateTime since,
      String reason,
      @Nullable Integer level,
      @Nullable String groupId,
      String findings) {

    OpenOrders.Shown shown() {
      return new OpenOrders.Shown(
          new OrderId(orderId),
          state,
          tier,
          Optional.ofNullable(promisedDate),
          Optional.ofNullable(projected),
          colour == null ? Colour.GREEN : Colour.of(colour),
          Optional.ofNullable(since).map(OffsetDateTime::toInstant),
          reason,
          Optional.ofNullable(level),
          Optional.ofNullable(groupId),
          Arrays.stream(findings.split(","))
              .filter(code -> !code.isEmpty())
              .map(Finding::of)
              .collect(Collectors.toSet()));
    }
  }
}
