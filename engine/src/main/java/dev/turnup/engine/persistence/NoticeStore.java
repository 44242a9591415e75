package dev.turnup.engine.persistence;

import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.persistence.NoticeMapper.NoticeRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

@Repository
class NoticeStore implements Notices {

  private final NoticeMapper mapper;

  NoticeStore(NoticeMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Optional<Told> lastTold(OrderId order, Notice.News news, String about) {
    return mapper
        .findLastTold(order.value(), news.code(), about)
        .map(row -> new Told(row.told(), row.change()));
  }

  @Override
  public void add(List<Notice> notices, Instant now, Instant from) {
    for (Notice notice : notices) {
      mapper.updateOvertaken(
          notice.order().value(),
          notice.news().code(),
          notice.about(),
          notice.change(),
          Utc.of(now));
    }
    mapper.insert(notices.stream().map(NoticeRow::of).toList(), Utc.of(now), Utc.of(from));
  }

  @Override
  public Optional<String> takePromise(OrderId order, Instant now) {
    return mapper.takePromise(order.value(), Utc.of(now)).stream().findFirst();
  }

  @Override
  public void withdraw(OrderId order, Notice.News news, Instant now) {
    mapper.withdraw(order.value(), news.code(), Utc.of(now));
  }

  @Override
  public void withdrawOfAll(Notice.News news, String ending, Instant now) {
    mapper.withdrawOfAll(news.code(), ending, Utc.of(now));
  }

  @Override
  public List<Claim> claim(Notice.Channel channel, Instant now, Duration lasts, int limit) {
    return mapper.claim(channel.code(), Utc.of(now), lasts.toSeconds(), limit).stream()
        .map(row -> new Claim(row.notice(), row.attempts(), row.question()))
        .toList();
  }

  @Override
  public boolean decide(Claim claim, Question question) {
    return mapper.decide(
            claim.notice().id(), claim.attempt(), question.until().map(Utc::of).orElse(null))
        == 1;
  }

  @Override
  public boolean sent(Claim claim, Instant now) {
    return mapper.updateSent(claim.notice().id(), claim.attempt(), Utc.of(now)) == 1;
  }

  @Override
  public void failed(Claim claim, String failure, Optional<Instant> nextTry) {
    mapper.updateFailed(
        claim.notice().id(), claim.attempt(), failure, nextTry.map(Utc::of).orElse(null));
  }
}
