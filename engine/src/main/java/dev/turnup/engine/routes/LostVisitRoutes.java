package dev.turnup.engine.routes;

import dev.turnup.engine.scheduling.LostVisits.Duty;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Finds somebody else, or another time, for the visits that technicians cannot make any more. */
@Component
class LostVisitRoutes extends RouteBuilder {

  private final LostVisitMover mover;

  LostVisitRoutes(LostVisitMover mover) {
    this.mover = mover;
  }

  @Override
  public void configure() {
    onException(Exception.class)
        .handled(true)
        .process(
            exchange ->
                mover.putOff(
                    exchange.getMessage().getBody(),
                    exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    from("scheduler:move-lost-visits?delay=1000")
        .routeId("move-lost-visits")
        .setBody(exchange -> mover.due())
        .split(body())
        .process(exchange -> mover.move(exchange.getMessage().getBody(Duty.class)));
  }
}
