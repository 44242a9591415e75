package dev.turnup.engine.routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * Every minute, or as set: one node counts, and every node shows what was counted to whoever
 * monitors it.
 */
@Component
class KpiRoutes extends RouteBuilder {

  private final KpiRound round;

  KpiRoutes(KpiRound round) {
    this.round = round;
  }

  @Override
  public void configure() {
    // said in the log; the next round counts again
    onException(Exception.class)
        .handled(true)
        .process(
            exchange ->
                round.tell(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    from("scheduler:count-orders?initialDelay={{turnup.kpi.every}}&delay={{turnup.kpi.every}}")
        .routeId("count-orders")
        .to("direct:count-orders");
    from("direct:count-orders")
        .routeId("count-orders-now")
        .filter(exchange -> round.isOurs())
        .process(exchange -> round.count())
        .end()
        .process(exchange -> round.show());
  }
}
