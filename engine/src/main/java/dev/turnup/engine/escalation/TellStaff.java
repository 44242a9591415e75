package dev.turnup.engine.escalation;

import static java.util.stream.Collectors.toMap;

import dev.turnup.engine.decomposition.SiteClock;
import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.order.Moments;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.ProductOrder;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sends word of an escalation to the people of its level, by mail and webhook, as far as anybody
 * has said where they are reached. It leaves in the level's hours; no order waits for it.
 */
@UseCase
public final class TellStaff {

  private final Notices notices;
  private final Orders orders;
  private final SiteClock siteClock;
  private final Addresses addresses;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public TellStaff(
      Notices notices,
      Orders orders,
      SiteClock siteClock,
      Addresses addresses,
      Supplier<UUID> ids,
      Clock clock) {
    this.notices = notices;
    this.orders = orders;
    this.siteClock = siteClock;
    this.addresses = addresses;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Where groups are reached.
   *
   * @param by channel: addresses by group
   */
  public record Addresses(Map<Channel, Map<String, String>> by) {

    public Addresses {
      by = Map.copyOf(by);
    }
  }

  void of(Escalation escalation) {
    OrderId order = escalation.order();
    Told told = escalation.told().orElseThrow();
    send(
        order,
        News.ESCALATION,
        told.group(),
        told,
        "Order " + order + " needs you: " + escalation.why().finding().code(),
        Stuck.told(escalation.findings()) + "\nSee /orders/" + order,
        "answers Look after order");
  }

  /** Under the order that was promised for the earliest day; a hold-up of none can wait. */
  void of(HoldUp holdUp, Told told) {
    holdUp
        .first()
        .ifPresent(
            order ->
                send(
                    order,
                    News.HOLD_UP,
                    told.group() + " " + named(holdUp.subject()),
                    told,
                    "Many orders need you: " + holdUp.subject(),
                    holdUp.situation(),
                    "completes Look after " + holdUp.subject()));
  }

  private void send(
      OrderId id,
      News news,
      String about,
      Told told,
      String subject,
      String situation,
      String answered) {
    Map<Channel, String> reached = reached(told.group());
    if (reached.isEmpty()) {
      return;
    }
    ProductOrder order = orders.get(id);
    int change = notices.lastTold(id, news, about).map(Notices.Told::change).orElse(0) + 1;
    String text =
        situation
            + "\n\nEscalated to "
            + told.group()
            + ", level "
            + told.level()
            + ". If nobody "
            + answered
            + " in Tasklist, the next level is told at "
            + Moments.told(told.respondBy(), siteClock.zoneOf(order))
            + ".";
    notices.add(
        reached.entrySet().stream()
            .map(
                channel ->
                    new Notice(
                        ids.get(),
                        id,
                        order.header().customer().id(),
                        news,
                        about,
                        change,
                        "level " + told.level(),
                        channel.getKey(),
                        channel.getValue(),
                        subject,
                        text))
            .toList(),
        clock.instant(),
        told.from());
  }

  private Map<Channel, String> reached(String group) {
    return addresses.by().entrySet().stream()
        .filter(channel -> channel.getValue().containsKey(group))
        .collect(toMap(Map.Entry::getKey, channel -> channel.getValue().get(group)));
  }

  /** What was not sent yet is no news any more. */
  void never(OrderId order) {
    notices.withdraw(order, News.ESCALATION, clock.instant());
  }

  /** The same for a hold-up, under whichever orders people were to be sent word of it. */
  void never(String subject) {
    notices.withdrawOfAll(News.HOLD_UP, named(subject), clock.instant());
  }

  private static String named(String subject) {
    return "(" + subject + ")";
  }
}
