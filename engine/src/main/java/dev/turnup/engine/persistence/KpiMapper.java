package dev.turnup.engine.persistence;

import dev.turnup.engine.persistence.CountedPieces.Happened;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface KpiMapper {

  long countAccepted(@Param("row") WantedRow row);

  long countEnded(@Param("row") WantedRow row);

  long countRight(@Param("row") WantedRow row);

  List<FellOutRow> countFellOut(
      @Param("row") WantedRow row, @Param("causes") int causes, @Param("other") String other);

  List<SettledRow> countSettled(
      @Param("row") WantedRow row, @Param("causes") int causes, @Param("other") String other);

  TouchedRow countTouched(@Param("row") WantedRow row);

  PromisedRow countPromised(@Param("row") WantedRow row);

  Happened countHappened(@Param("from") OffsetDateTime from, @Param("to") OffsetDateTime to);

  OpenPage countOpen(@Param("after") String after);

  ColoursRow countColours();

  Optional<OffsetDateTime> findLastTask();

  int insertTasks(@Param("rows") List<TaskRow> rows);

  Optional<String> findSnapshot();

  int replaceSnapshot(@Param("figures") String figures, @Param("takenAt") OffsetDateTime takenAt);

  record WantedRow(
      OffsetDateTime from, OffsetDateTime to, @Nullable String tier, @Nullable String offering) {}

  record FellOutRow(String cause, long fallouts, long orders) {}

  record SettledRow(String cause, long fallouts, double seconds) {}

  record TouchedRow(long tasks, long seconds) {}

  record PromisedRow(long open, long amber, long red) {}

  record ColoursRow(long amber, long red) {}

  /**
   * Some open orders.
   *
   * @param last of them; null if there was none
   * @param promised how many of them have a promise
   */
  record OpenPage(@Nullable String last, long promised) {}

  record TaskRow(String taskId, String orderId, OffsetDateTime endedAt, @Nullable Long seconds) {}
}
