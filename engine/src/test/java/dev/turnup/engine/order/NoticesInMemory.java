package dev.turnup.engine.order;

import dev.turnup.engine.order.Notice.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What customers are told, without a database; nobody sends it. */
public final class NoticesInMemory implements Notices {

  public final List<Notice> added = new ArrayList<>();
  public final List<OrderId> withdrawn = new ArrayList<>();

  /** Of all orders, what they are about. */
  public final List<String> withdrawnOfAll = new ArrayList<>();

  private final Map<Notice, Instant> times = new HashMap<>();

  /** What was added last, if it waits to be told with something else. */
  public Optional<Notice> waiting = Optional.empty();

  @Override
  public Optional<Told> lastTold(OrderId order, Notice.News news, String about) {
    return added.stream()
        .filter(n -> n.order().equals(order) && n.news() == news && n.about().equals(about))
        .reduce((a, b) -> b)
        .map(n -> new Told(n.told(), n.change()));
  }

  @Override
  public void add(List<Notice> notices, Instant now, Instant from) {
    added.addAll(notices);
    notices.forEach(notice -> times.put(notice, from));
    waiting = notices.stream().filter(notice -> from.isAfter(now)).findFirst();
  }

  @Override
  public Optional<String> takePromise(OrderId order, Instant now) {
    Optional<Notice> taken = waiting;
    waiting = Optional.empty();
    return taken.map(Notice::told);
  }

  @Override
  public boolean decide(Claim claim, Question question) {
    return false;
  }

  /** From when on it is sent. */
  public Instant from(Notice notice) {
    return times.get(notice);
  }

  @Override
  public void withdraw(OrderId order, Notice.News news, Instant now) {
    withdrawn.add(order);
  }

  @Override
  public void withdrawOfAll(Notice.News news, String ending, Instant now) {
    withdrawnOfAll.add(ending);
  }

  @Override
  public List<Claim> claim(Channel channel, Instant now, Duration lasts, int limit) {
    return List.of();
  }

  @Override
  public boolean sent(Claim claim, Instant now) {
    return false;
  }

  @Override
  public void failed(Claim claim, String failure, Optional<Instant> nextTry) {}
}
