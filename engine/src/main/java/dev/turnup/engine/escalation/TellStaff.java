package dev.turnup.engine.escalation;

import dev.turnup.engine.escalation.Escalation.Told;
import dev.turnup.engine.order.Notice;
import dev.turnup.engine.order.Notice.Channel;
import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.OrderId;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
  private final Addresses addresses;
  private final Supplier<UUID> ids;
  private final Clock clock;

  public TellStaff(
      Notices notices, Orders orders, Addresses addresses, Supplier<UUID> ids, Clock clock) {
    this.notices = notices;
    this.orders = orders;
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
    Told told = escalation.told().orElseThrow();
    OrderId order = escalation.order();
    List<Notice> added = new ArrayList<>();
    int change =
        notices.lastTold(order, News.ESCALATION, told.group()).map(Notices.Told::change).orElse(0);
    addresses
        .by()
        .forEach(
            (channel, groups) -> {
              if (groups.containsKey(told.group())) {
                added.add(
                    new Notice(
                        ids.get(),
                        order,
                        orders.header(order).customer().id(),
                        News.ESCALATION,
                        told.group(),
                        change + 1,
                        "level " + told.level(),
                        channel,
                        groups.get(told.group()),
                        "Order " + order + " needs you: " + escalation.why().finding().code(),
                        text(escalation, told)));
              }
            });
    if (!added.isEmpty()) {
      notices.add(added, clock.instant(), told.from());
    }
  }

  private static String text(Escalation escalation, Told told) {
    return Stuck.told(escalation.findings())
        + "\n\nEscalated to "
        + told.group()
        + ", level "
        + told.level()
        + ". If nobody answers Look after order in Tasklist, the next level is told at "
        + told.respondBy()
        + ".";
  }

  /** What was not sent yet is no news any more. */
  void never(OrderId order) {
    notices.withdraw(order, News.ESCALATION, clock.instant());
  }
}
