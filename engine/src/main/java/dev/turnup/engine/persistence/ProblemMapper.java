package dev.turnup.engine.persistence;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface ProblemMapper {

  /** A row of {@code problem}. */
  record ProblemRow(
      String id,
      String causeKind,
      String cause,
      String title,
      String state,
      OffsetDateTime openedAt,
      String openedBy,
      @Nullable OffsetDateTime expectedEnd,
      @Nullable String ticket,
      @Nullable UUID releaseRun,
      @Nullable OffsetDateTime closedAt,
      @Nullable String closedBy,
      int version) {}

  /** A ticket to be told that its problem is closed. */
  record TicketNewsRow(String problemId, String ticket, int tries) {}

  /** How a fallout is to a problem. */
  record MembershipRow(
      @Nullable String problemId,
      @Nullable OffsetDateTime problemSince,
      boolean leftProblem,
      boolean released,
      @Nullable String resource) {}

  /** How much is and was of a problem. */
  record CountsRow(
      String problemId, int waiting, @Nullable OffsetDateTime waitingSince, int orders) {}

  /** A fallout that is of a problem. */
  record MemberRow(
      String orderId,
      UUID falloutId,
      String step,
      String state,
      OffsetDateTime since,
      @Nullable OffsetDateTime releasedAt) {}

  /** A fallout and its order. */
  record WaitingRow(String orderId, UUID falloutId) {}

  long nextNumber();

  int insert(@Param("row") ProblemRow row);

  Optional<ProblemRow> find(@Param("id") String id);

  Optional<ProblemRow> lock(@Param("id") String id);

  Optional<String> holdOpen(@Param("id") String id);

  Optional<ProblemRow> findByTicket(@Param("ticket") String ticket);

  Optional<ProblemRow> findOpen(@Param("kind") String kind, @Param("cause") String cause);

  void endTicket(@Param("id") String id);

  List<TicketNewsRow> takeTicketNews(
      @Param("now") OffsetDateTime now,
      @Param("until") OffsetDateTime until,
      @Param("limit") int limit);

  void ticketTold(@Param("id") String id);

  List<ProblemRow> list(
      @Param("state") @Nullable String state,
      @Param("after") @Nullable String after,
      @Param("limit") int limit);

  int update(@Param("row") ProblemRow row);

  Optional<ProblemRow> findCovering(
      @Param("fingerprint") String fingerprint, @Param("componentId") @Nullable UUID componentId);

  String waitForTurn();

  int countUnsettled(
      @Param("kind") String kind,
      @Param("cause") String cause,
      @Param("since") OffsetDateTime since);

  Optional<MembershipRow> findMembership(@Param("falloutId") UUID falloutId);

  void attach(
      @Param("falloutId") UUID falloutId,
      @Param("problemId") String problemId,
      @Param("now") OffsetDateTime now);

  List<WaitingRow> attachAll(
      @Param("kind") String kind,
      @Param("cause") String cause,
      @Param("problemId") String problemId,
      @Param("now") OffsetDateTime now);

  void detach(@Param("falloutId") UUID falloutId);

  void release(@Param("falloutId") UUID falloutId, @Param("now") OffsetDateTime now);

  List<UUID> findUnsettled(@Param("problemId") String problemId, @Param("orderId") String orderId);

  List<String> findWaitingOrders(@Param("problemId") String problemId);

  List<CountsRow> count(@Param("problemIds") String[] problemIds);

  List<MemberRow> findMembers(
      @Param("problemId") String problemId,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit);
}
