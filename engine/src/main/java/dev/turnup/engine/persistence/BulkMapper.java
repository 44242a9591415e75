package dev.turnup.engine.persistence;

import dev.turnup.engine.bulk.OrderSketch;
import dev.turnup.engine.bulk.Pace;
import dev.turnup.engine.bulk.Run;
import dev.turnup.engine.bulk.RunId;
import dev.turnup.engine.bulk.RunOrder;
import dev.turnup.engine.bulk.RunState;
import dev.turnup.engine.bulk.Runs;
import dev.turnup.engine.bulk.Selection;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface BulkMapper {

  /** 0 if the same author has added one under this key before. */
  int insert(
      @Param("row") RunRow row,
      @Param("key") @Nullable String key,
      @Param("contentHash") @Nullable String contentHash);

  PostedRow findPosted(@Param("author") String author, @Param("key") String key);

  String bound(@Param("timeout") String timeout);

  int insertSelected(
      @Param("id") UUID id, @Param("filter") FilterRow filter, @Param("limit") int limit);

  List<String> findMissing(
      @Param("id") UUID id, @Param("orderIds") String[] orderIds, @Param("limit") int limit);

  List<SketchRow> findUnforeseen(@Param("id") UUID id, @Param("limit") int limit);

  void foresee(
      @Param("id") UUID id,
      @Param("orderIds") String[] orderIds,
      @Param("possible") Boolean[] possible,
      @Param("words") String[] words);

  List<String> findOneOfEachTier(@Param("id") UUID id);

  List<RunRow> findAll(
      @Param("state") @Nullable String state,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit);

  List<GroupRow> findGroups(@Param("id") UUID id, @Param("limit") int limit);

  List<CountRow> count(@Param("id") UUID id);

  List<RunOrderRow> findOrders(
      @Param("id") UUID id,
      @Param("state") @Nullable String state,
      @Param("after") @Nullable String after,
      @Param("limit") int limit);

  int insertOrders(@Param("id") UUID id, @Param("orderIds") String[] orderIds);

  Optional<RunRow> find(@Param("id") UUID id);

  Optional<RunRow> lock(@Param("id") UUID id);

  Optional<RunRow> lockDue(@Param("now") OffsetDateTime now, @Param("actions") String[] actions);

  void update(@Param("row") RunRow row);

  Optional<RunOrderRow> findToCheck(@Param("id") UUID id, @Param("now") OffsetDateTime now);

  Optional<RunOrderRow> findNext(@Param("id") UUID id);

  @Nullable OffsetDateTime findNextCheck(@Param("id") UUID id);

  Optional<RunOrderRow> findOrder(@Param("id") UUID id, @Param("orderId") String orderId);

  void updateOrder(@Param("id") UUID id, @Param("row") RunOrderRow row);

  void putOff(@Param("id") UUID id, @Param("orderId") String orderId);

  void leaveUntouched(@Param("id") UUID id);

  @Nullable OffsetDateTime findNextAfter(@Param("now") OffsetDateTime now);

  boolean isDue(@Param("now") OffsetDateTime now);

  boolean hasSign(
      @Param("orderId") String orderId,
      @Param("componentId") @Nullable UUID componentId,
      @Param("subject") @Nullable String subject,
      @Param("step") String step,
      @Param("kinds") String[] kinds,
      @Param("since") OffsetDateTime since);

  /** What was added under a key. */
  record PostedRow(UUID id, String contentHash) {}

  /** Which orders are meant. */
  record FilterRow(
      @Nullable String offering,
      @Nullable String territory,
      @Nullable String state,
      @Nullable String tier,
      @Nullable String fingerprint,
      @Nullable String system) {

    static FilterRow of(Selection.Filter filter) {
      return new FilterRow(
          filter.offering().orElse(null),
          filter.territory().orElse(null),
          filter.state().map(OrderState::tmfName).orElse(null),
          filter.tier().orElse(null),
          filter.fingerprint().orElse(null),
          filter.system().orElse(null));
    }
  }

  /**
   * An order as a preview sees it.
   *
   * @param fallouts a JSON list
   */
  record SketchRow(
      String orderId,
      String state,
      String priority,
      boolean erased,
      boolean cancelling,
      String fallouts) {

    OrderSketch sketch() {
      return new OrderSketch(
          new OrderId(orderId),
          OrderState.of(state),
          priority,
          erased,
          cancelling,
          Json.list(fallouts, OrderSketch.Fallen.class));
    }
  }

  /** Orders that are alike. */
  record GroupRow(String state, String words, int orders, String examples) {

    Runs.Group group() {
      return new Runs.Group(
          RunOrder.State.find(state).orElseThrow(),
          words,
          orders,
          Stream.of(examples.split(" ")).map(OrderId::new).toList());
    }
  }

  /** How many orders are in a state. */
  record CountRow(String state, int orders) {}

  /** A row of {@code bulk_run}. */
  record RunRow(
      UUID id,
      String action,
      String parameters,
      String reason,
      String author,
      String state,
      boolean secondPerson,
      int canary,
      int perMinute,
      int stopAtPercent,
      long recheckAfterSeconds,
      long recheckWithinSeconds,
      int total,
      int acted,
      int checked,
      int failed,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime begunAt,
      @Nullable String begunBy,
      @Nullable OffsetDateTime endedAt,
      @Nullable String stopped,
      OffsetDateTime nextTurn,
      @Nullable OffsetDateTime nextAt) {

    static RunRow of(Run run) {
      Run.Wish wish = run.wish();
      Run.Course course = run.course();
      return new RunRow(
          run.id().value(),
          wish.action(),
          Json.of(wish.parameters()),
          wish.reason(),
          wish.author(),
          course.state().code(),
          run.secondPerson(),
          wish.pace().canary(),
          wish.pace().perMinute(),
          wish.pace().stopAtPercent(),
          wish.pace().recheckAfter().toSeconds(),
          wish.pace().recheckWithin().toSeconds(),
          run.total(),
          course.acted(),
          course.checked(),
          course.failed(),
          Utc.of(run.createdAt()),
          course.begunAt().map(Utc::of).orElse(null),
          course.begunBy().orElse(null),
          course.endedAt().map(Utc::of).orElse(null),
          course.stopped().orElse(null),
          Utc.of(course.nextTurn()),
          course.nextAt().map(Utc::of).orElse(null));
    }

    Run run() {
      return new Run(
          new RunId(id),
          new Run.Wish(
              action,
              Json.texts(parameters),
              reason,
              author,
              new Pace(
                  canary,
                  perMinute,
                  stopAtPercent,
                  Duration.ofSeconds(recheckAfterSeconds),
                  Duration.ofSeconds(recheckWithinSeconds))),
          createdAt.toInstant(),
          total,
          secondPerson,
          new Run.Course(
              RunState.of(state),
              moment(begunAt),
              Optional.ofNullable(begunBy),
              moment(endedAt),
              Optional.ofNullable(stopped),
              acted,
              checked,
              failed,
              nextTurn.toInstant(),
              moment(nextAt)));
    }
  }

  /** A row of {@code bulk_item}. */
  record RunOrderRow(
      String orderId,
      String state,
      @Nullable String forecast,
      @Nullable String words,
      @Nullable String reference,
      int attempts,
      @Nullable OffsetDateTime actedAt,
      @Nullable OffsetDateTime due,
      @Nullable OffsetDateTime knownAt) {

    static RunOrderRow of(RunOrder order) {
      return new RunOrderRow(
          order.order().value(),
          order.state().code(),
          order.forecast().orElse(null),
          order.words().orElse(null),
          order.reference().orElse(null),
          order.attempts(),
          order.actedAt().map(Utc::of).orElse(null),
          order.due().map(Utc::of).orElse(null),
          order.knownAt().map(Utc::of).orElse(null));
    }

    RunOrder order() {
      return new RunOrder(
          new OrderId(orderId),
          RunOrder.State.find(state).orElseThrow(),
          Optional.ofNullable(forecast),
          Optional.ofNullable(words),
          Optional.ofNullable(reference),
          attempts,
          moment(actedAt),
          moment(due),
          moment(knownAt));
    }
  }

  private static Optional<Instant> moment(@Nullable OffsetDateTime at) {
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }
}
