package dev.turnup.engine.choice;

import dev.turnup.engine.order.Notice.News;
import dev.turnup.engine.order.OrderId;
import java.time.Instant;

/**
 * What the link in a notice names: the order, and what its customer was told.
 *
 * @param about the number of the delivery; empty text where it is about the order as a whole
 * @param change counts what was told of the same news
 * @param told the date that it is about
 * @param expires from then on nothing can be chosen by it
 */
public record Link(
    OrderId order, News news, String about, int change, String told, Instant expires) {}
