package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices.Question;
import dev.turnup.engine.order.OrderId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

@Mapper
interface NoticeMapper {

  Optional<ToldRow> findLastTold(
      @Param("orderId") String orderId, @Param("news") String news, @Param("about") String about);

  void insert(
      @Param("rows") List<NoticeRow> rows,
      @Param("now") OffsetDateTime now,
      @Param("from") OffsetDateTime from);

  /** Of each channel. */
  List<String> takePromise(@Param("orderId") String orderId, @Param("now") OffsetDateTime now);

  void withdraw(
      @Param("orderId") String orderId,
      @Param("news") String news,
      @Param("now") OffsetDateTime now);

  void withdrawOfAll(
      @Param("news") String news, @Param("ending") String ending, @Param("now") OffsetDateTime now);

  void updateOvertaken(
      @Param("orderId") String orderId,
      @Param("news") String news,
      @Param("about") String about,
      @Param("change") int change,
      @Param("now") OffsetDateTime now);

  List<NoticeRow> claim(
      @Param("channel") String channel,
      @Param("now") OffsetDateTime now,
      @Param("seconds") long seconds,
      @Param("limit") int limit);

  int decide(
      @Param("id") UUID id,
      @Param("attempts") int attempts,
      @Param("until") @Nullable OffsetDateTime until);

  int updateSent(
      @Param("id") UUID id, @Param("attempts") int attempts, @Param("now") OffsetDateTime now);

  void updateFailed(
      @Param("id") UUID id,
      @Param("attempts") int attempts,
      @Param("failure") String failure,
      @Param("nextTryAt") @Nullable OffsetDateTime nextTryAt);

  /** What was told last. */
  record ToldRow(String told, int change) {}

  /** A row of {@code notice}, with the customer's id. */
  record NoticeRow(
      UUID id,
      String orderId,
      String customerId,
      String news,
      String about,
      int change,
      String told,
      String channel,
      String recipient,
      String subject,
      String body,
      int attempts,
      boolean linkDecided,
      @Nullable OffsetDateTime linkUntil) {

    static NoticeRow of(Notice notice) {
      return new NoticeRow(
          notice.id(),
          notice.order().value(),
          notice.customer(),
          notice.news().code(),
          notice.about(),
          notice.change(),
          notice.told(),
          notice.channel().code(),
          notice.recipient(),
          notice.subject(),
          notice.text(),
          0,
          false,
          null);
    }

    Optional<Question> question() {
      return linkDecided
          ? Optional.of(new Question(Optional.ofNullable(linkUntil).map(OffsetDateTime::toInstant)))
          : Optional.empty();
    }

    Notice notice() {
      return new Notice(
          id,
          new OrderId(orderId),
          customerId,
          News.valueOf(constant(news)),
          about,
          change,
          told,
          Channel.valueOf(constant(channel)),
          recipient,
          subject,
          body);
    }

    private static String constant(String code) {
      return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
  }
}
