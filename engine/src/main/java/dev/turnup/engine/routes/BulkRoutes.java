package dev.turnup.engine.routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Takes runs over many orders further; one that begins on this node is not waited for. */
@Component
class BulkRoutes extends RouteBuilder {

  private final BulkWorker worker;

  BulkRoutes(BulkWorker worker) {
    this.worker = worker;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from("scheduler:advance-runs?delay=" + BulkWorker.LOOKED_FOR.toMillis())
        .routeId("advance-runs")
        .process(exchange -> worker.look());
  }
}
