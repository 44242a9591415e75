package dev.turnup.engine.persistence;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.Escalation.Closing;
import dev.turnup.engine.escalation.EscalationId;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.order.OrderId;
import java.time.OffsetDateTime;
import java.util.Collection;
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

  Optional<EscalationRow> find(@Param("id") UUID id);

  int update(@Param("row") EscalationRow row);

  List<EscalationRow> findOpen(@Param("after") @Nullable UUID after, @Param("limit") int limit);

  List<String> findUnattended(
      @Param("now") OffsetDateTime now,
      @Param("after") @Nullable String after,
      @Param("limit") int limit);

  List<String> findUnattendedOf(
      @Param("orderIds") Collection<String> orderIds, @Param("now") OffsetDateTime now);

  List<LostVisitRow> findLostVisits(
      @Param("until") OffsetDateTime until,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit);

  List<String> findOrdersWithLostVisit(
      @Param("orderIds") List<String> orderIds, @Param("until") OffsetDateTime until);

  /** A row of {@code appointment}. */
  record LostVisitRow(UUID id, String orderId, OffsetDateTime startsAt, String timeZone) {}

  List<String> findOpenOf(@Param("orderIds") Collection<String> orderIds);

  /** A row of {@code escalation}. */
  record EscalationRow(
      UUID id,
      String orderId,
      String finding,
      String explanation,
      int level,
      @Nullable String groupId,
      String state,
      OffsetDateTime openedAt,
      @Nullable OffsetDateTime respondBy,
      @Nullable OffsetDateTime closedAt,
      @Nullable String closedBy,
      @Nullable String remark,
      @Nullable OffsetDateTime quietUntil,
      int version) {

    static EscalationRow of(Escalation escalation) {
      Optional<Closing> closing = escalation.closing();
      return new EscalationRow(
          escalation.id().value(),
          escalation.why().order().value(),
          escalation.why().finding().code(),
          escalation.why().explanation(),
          escalation.level(),
          escalation.group().orElse(null),
          closing.isPresent() ? "closed" : "open",
          Utc.of(escalation.openedAt()),
          escalation.respondBy().map(Utc::of).orElse(null),
          closing.map(how -> Utc.of(how.at())).orElse(null),
          closing.map(Closing::by).orElse(null),
          closing.map(Closing::remark).orElse(null),
          closing.flatMap(Closing::quietUntil).map(Utc::of).orElse(null),
          escalation.version());
    }

    Escalation escalation() {
      return new Escalation(
          new EscalationId(id),
          new Stuck(new OrderId(orderId), Stuck.Finding.of(finding), explanation),
          openedAt.toInstant(),
          level,
          Optional.ofNullable(groupId),
          Optional.ofNullable(respondBy).map(OffsetDateTime::toInstant),
          closing(),
          version);
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
