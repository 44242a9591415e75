package dev.turnup.engine.workflow.outside;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Lets a topic's calls through its route, as long as the route runs. */
class ExternalTaskConsumer extends DefaultConsumer {

  private final TopicWorkers workers;
  private final String topic;

  ExternalTaskConsumer(
      ExternalTaskEndpoint endpoint, Processor route, TopicWorkers workers, String topic) {
    super(endpoint, route);
    this.workers = workers;
    this.topic = topic;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    workers.open(topic, this::throughRoute);
  }

  @Override
  protected void doStop() throws Exception {
    workers.close(topic);
    super.doStop();
  }

  private CompletionStage<Object> throughRoute(OutsideCall<?, ?, ?> call) {
    CompletableFuture<Object> outcome = new CompletableFuture<>();
    Exchange exchange = createExchange(false);
    exchange.getMessage().setBody(call);
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              if (exchange.getException() != null) {
                outcome.completeExceptionally(exchange.getException());
              } else {
                outcome.complete(exchange.getMessage().getBody());
              }
              releaseExchange(exchange, false);
            });
    return outcome;
  }
}
