package dev.turnup.engine.routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Tells trouble tickets that their problems are closed. */
@Component
class TicketRoutes extends RouteBuilder {

  private final TicketSender sender;

  TicketRoutes(TicketSender sender) {
    this.sender = sender;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from("scheduler:tell-tickets?delay=5000")
        .routeId("tell-tickets")
        .process(exchange -> sender.tellDue());
  }
}
