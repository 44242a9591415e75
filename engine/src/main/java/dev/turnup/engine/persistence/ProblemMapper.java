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

  /** How a fallout is to a problem. */
  record MembershipRow(
      @Nullable String problemId,
      @Nullable OffsetDateTime problemSince,
      boolean leftProblem,
      boolean released) {}

  /** A fallout and its order. */
  record WaitingRow(String orderId, UUID falloutId) {}

  long nextNumber();

  int insert(@Param("row") ProblemRow row);

  Optional<ProblemRow> find(@Param("id") String id);

  int update(@Param("row") ProblemRow row);

  Optional<ProblemRow> findCovering(
      @Param("fingerprint") String fingerprint, @Param("componentId") @Nullable UUID componentId);

  String waitForTurn();

  Optional<String> findResource(@Param("componentId") UUID componentId);

  void nameResource(@Param("falloutId") UUID falloutId, @Param("resource") String resource);

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
}
