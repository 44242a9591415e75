package dev.turnup.engine.workflow.outside;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.springframework.stereotype.Component;

/** A route for each topic: from its tasks to the call, which holds no thread while it lasts. */
@Component
class FetchRoutes extends RouteBuilder {

  private final List<Topic<?, ?, ?>> topics;

  FetchRoutes(Topics topics) {
    this.topics = topics.all();
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    for (Topic<?, ?, ?> topic : topics) {
      from("external-task:" + topic.name())
          .routeId("fetch:" + topic.name())
          .process(new MakeCall());
    }
  }

  private static final class MakeCall extends AsyncProcessorSupport {

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      OutsideCall<?, ?, ?> call = exchange.getMessage().getBody(OutsideCall.class);
      call.make()
          .whenComplete(
              (outcome, broken) -> {
                if (broken == null) {
                  exchange.getMessage().setBody(outcome);
                } else {
                  exchange.setException(broken);
                }
                callback.done(false);
              });
      return false;
    }
  }
}
