package dev.turnup.engine.routes;

import dev.turnup.engine.escalation.Escalation;
import dev.turnup.engine.escalation.FindMovingOrders.Look;
import dev.turnup.engine.escalation.HoldUps;
import dev.turnup.engine.escalation.LookAfterHoldUps.Sight;
import dev.turnup.engine.escalation.Search;
import dev.turnup.engine.escalation.Stuck;
import dev.turnup.engine.order.OrderId;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * Every minute, or as set: has looked after what holds up many orders, judges promises, escalates
 * the orders that are stuck, and drops from escalations what is not true any more, which ends those
 * of orders that move again. An order that cannot be escalated keeps no other from it, nor does a
 * search that fails.
 */
@Component
class WatchRoutes extends RouteBuilder {

  private final Watch watch;

  WatchRoutes(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void configure() {
    // said in the log; a later round finds the order again
    onException(Exception.class)
        .handled(true)
        .process(
            exchange ->
                watch.tell(
                    exchange.getProperty(Exchange.FAILURE_ROUTE_ID, String.class),
                    exchange.getMessage().getBody(),
                    exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    from("scheduler:watch-orders?initialDelay={{turnup.watch.every}}&delay={{turnup.watch.every}}")
        .routeId("watch-orders")
        .to("direct:watch-orders");
    from("direct:watch-orders")
        .routeId("watch-orders-now")
        .filter(exchange -> watch.isOurs())
        .process(exchange -> watch.begin())
        // each goes its own way: one that fails does not end the round
        .multicast()
        .to(
            "direct:watch-hold-ups",
            "direct:watch-promises",
            "direct:watch-stuck",
            "direct:watch-moving")
        .end()
        .process(exchange -> watch.end());
    from("direct:watch-hold-ups")
        .routeId("watch-hold-ups")
        .setBody(exchange -> watch.waysOfMany())
        .split(body())
        .setBody(exchange -> watch.holdUps(exchange.getMessage().getBody(HoldUps.class)))
        .split(body())
        .process(exchange -> watch.lookAfter(exchange.getMessage().getBody(Sight.class)));
    from("direct:watch-promises")
        .routeId("watch-promises")
        .setBody(exchange -> watch.promises())
        .split(body())
        .process(exchange -> watch.judge(exchange.getMessage().getBody(OrderId.class)));
    from("direct:watch-stuck")
        .routeId("watch-stuck")
        .setBody(exchange -> watch.ways())
        .split(body())
        .setBody(exchange -> watch.stuck(exchange.getMessage().getBody(Search.class)))
        .split(body())
        .process(exchange -> watch.escalate(exchange.getMessage().getBody(Stuck.class)));
    from("direct:watch-moving")
        .routeId("watch-moving")
        .setBody(exchange -> watch.looks())
        .split(body())
        .setBody(exchange -> watch.moving(exchange.getMessage().getBody(Look.class)))
        .split(body())
        .process(exchange -> watch.review(exchange.getMessage().getBody(Escalation.class)));
  }
}
