package dev.turnup.engine.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What customers were and are to be told. */
public interface Notices {

  /** What the order's customer was told last of this news. */
  Optional<Told> lastTold(OrderId order, Notice.News news, String about);

  /**
   * Adds notices to be sent; older ones of the same news that were not sent yet are overtaken and
   * never will be.
   *
   * @param from when they are sent at the earliest
   */
  void add(List<Notice> notices, Instant now, Instant from);

  /**
   * Takes the changed promise that nobody has begun to send, so that another notice tells it.
   *
   * @return what is promised; empty if none waits
   */
  Optional<String> takePromise(OrderId order, Instant now);

  /** What was not sent yet of this news, whatever it is about, never will be. */
  void withdraw(OrderId order, Notice.News news, Instant now);

  /** The same of all orders, where what it is about ends so. */
  void withdrawOfAll(Notice.News news, String ending, Instant now);

  /**
   * Takes up to {@code limit} notices of a channel that are due; nobody else gets them while the
   * claim lasts, nor newer ones of the same news.
   *
   * @param lasts real time, whatever Turnup's clock does
   */
  List<Claim> claim(Notice.Channel channel, Instant now, Duration lasts, int limit);

  /**
   * Keeps whether it asks the customer to choose, so that it says the same whenever it is sent.
   *
   * @return false, and nothing is kept, if somebody else has taken it meanwhile
   */
  boolean decide(Claim claim, Question question);

  /** It was sent; false, and nothing is written, if somebody else has taken it meanwhile. */
  boolean sent(Claim claim, Instant now);

  /**
   * It was not sent.
   *
   * @param nextTry empty if it is never to be tried again
   */
  void failed(Claim claim, String failure, Optional<Instant> nextTry);

  /** The fact that was told, and as which change of the news. */
  record Told(String told, int change) {}

  /**
   * A notice that is being sent.
   *
   * @param attempt counts from 1
   * @param question whether it asks the customer to choose, as soon as that is decided
   */
  record Claim(Notice notice, int attempt, Optional<Question> question) {}

  /**
   * Whether a notice asks the customer to choose.
   *
   * @param until until when the link in it is of use; empty if there is none
   */
  record Question(Optional<Instant> until) {

    public static final Question NONE = new Question(Optional.empty());
  }
}
