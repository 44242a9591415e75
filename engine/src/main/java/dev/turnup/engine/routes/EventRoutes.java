package dev.turnup.engine.routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Tells subscribers of events: looks again and again what is to be told. */
@Component
class EventRoutes extends RouteBuilder {

  private final EventSender sender;

  EventRoutes(EventSender sender) {
    this.sender = sender;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    // nothing of a call that takes long keeps the next round waiting
    from("scheduler:events?delay=1000")
        .routeId("deliver-events")
        .process(exchange -> sender.deliverDue());
  }
}
