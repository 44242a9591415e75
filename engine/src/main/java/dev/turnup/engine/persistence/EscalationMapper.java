package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.Escalation.Closing;
import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.escalation.Stuck.Finding;
import dev.turnup.engine.order.OrderId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface EscalationMapper {

  /** 0 if the order has an open one. */
  int insert(@Param("row") EscalationRow row);

  void insertFindings(@Param("rows") List<FindingRow> rows);

  void deleteFindingsBut(@Param("id") UUID id, @Param("findings") String[] findings);

  List<FindingRow> findFindings(@Param("ids") String[] ids);

  Optional<EscalationRow> find(@Param("id") UUID id);

  Optional<EscalationRow> findOpenOf(@Param("orderId") String orderId);

  int update(@Param("row") EscalationRow row);

  List<EscalationRow> findOpen(@Param("after") @Nullable UUID after, @Param("limit") int limit);

  List<String> findOpenOrders(@Param("orderIds") String[] orderIds);

  List<OverdueFalloutRow> findOverdueFallouts(
      @Param("orderIds") String @Nullable [] orderIds,
      @Param("finding") String finding,
      @Param("now") OffsetDateTime now,
      @Param("limit") int limit);

  List<LostVisitRow> findLostVisits(
      @Param("orderIds") String @Nullable [] orderIds,
      @Param("finding") String finding,
      @Param("now") OffsetDateTime now,
      @Param("until") OffsetDateTime until,
      @Param("limit") int limit);

  /** An order's fallout that should have been settled first. */
  record OverdueFalloutRow(
      String orderId,
      String step,
      OffsetDateTime raisedAt,
      boolean escalated,
      String message,
      @Nullable String timeZone) {}

  /** An order's first row of {@code appointment} to which nobody comes. */
  record LostVisitRow(String orderId, OffsetDateTime startsAt, String timeZone) {}

  /** A row of {@code escalation_finding}. */
  record FindingRow(UUID escalationId, String finding, String orderId, String explanation) {

    static List<FindingRow> of(Escalation escalation) {
      return escalation.findings().stream()
          .map(
              stuck ->
                  new FindingRow(
                      escalation.id().value(),
                      stuck.finding().code(),
                      stuck.order().value(),
                      stuck.explanation()))
          .toList();
    }

    Stuck stuck() {
      return new Stuck(new OrderId(orderId), Finding.of(finding), explanation);
    }
  }

  /** A row of {@code escalation}; its finding is the gravest, the last one if it is closed. */
  record EscalationRow(
      UUID id,
      String orderId,
      String finding,
      String explanation,
      int level,
      @Nullable String groupId,
      String state,
      OffsetDateTime openedAt,
      @Nullable OffsetDateTime tellFrom,
      @Nullable OffsetDateTime respondBy,
      @Nullable OffsetDateTime closedAt,
      @Nullable String closedBy,
      @Nullable String remark,
      @Nullable OffsetDateTime quietUntil,
      int version) {

    static EscalationRow of(Escalation escalation) {
      Optional<Told> told = escalation.told();
      Optional<Closing> closing = escalation.closing();
      return new EscalationRow(
          escalation.id().value(),
          escalation.order().value(),
          escalation.why().finding().code(),
          escalation.why().explanation(),
          escalation.level(),
          told.map(Told::group).orElse(null),
          closing.isPresent() ? "closed" : "open",
          Utc.of(escalation.openedAt()),
          told.map(Told::from).map(Utc::of).orElse(null),
          told.map(Told::respondBy).map(Utc::of).orElse(null),
          closing.map(how -> Utc.of(how.at())).orElse(null),
          closing.map(Closing::by).orElse(null),
          closing.map(Closing::remark).orElse(null),
          closing.flatMap(Closing::quietUntil).map(Utc::of).orElse(null),
          escalation.version());
    }

    Escalation escalation(List<FindingRow> findings) {
      return new Escalation(
          new EscalationId(id),
          new OrderId(orderId),
          findings.isEmpty()
              ? List.of(new Stuck(new OrderId(orderId), Finding.of(finding), explanation))
              : findings.stream().map(FindingRow::stuck).toList(),
          openedAt.toInstant(),
          told(),
          closing(),
          version);
    }

    private Optional<Told> told() {
      if (groupId == null || respondBy == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Told(
              level,
              groupId,
              (tellFrom == null ? openedAt : tellFrom).toInstant(),
              respondBy.toInstant()));
    }

    private Optional<Closing> closing() {
      if (closedAt == null || closedBy == null || remark == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Closing(
              closedAt.toInstant(),
              closedBy,
              remark,
              Optional.ofNullable(quietUntil).map(OffsetDateTime::toInstant)));
    }
  }
}
