package dev.turnup.engine.routes;

import dev.turnup.engine.order.Notice.Channel;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.springframework.stereotype.Component;

/**
 * Sends what customers are to be told, a route for each channel, so that a dead mail server keeps
 * no webhook waiting. No order waits for either.
 */
@Component
class NoticeRoutes extends RouteBuilder {

  private final NoticeSender sender;

  NoticeRoutes(NoticeSender sender) {
    this.sender = sender;
  }

  @Override
  public void configure() {
    for (Channel channel : Channel.values()) {
      String name = "notices-" + channel.code();
      from("scheduler:" + name + "?delay=1000").routeId(name).process(new SendDue(channel));
    }
  }

  /** One turn: the exchange lasts until all of it is sent, so that a shutdown waits for it. */
  private final class SendDue extends AsyncProcessorSupport {

    private final Channel channel;

    SendDue(Channel channel) {
      this.channel = channel;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      sender
          .sendDue(channel)
          .whenComplete(
              (sent, broken) -> {
                if (broken != null) {
                  exchange.setException(broken);
                }
                callback.done(false);
              });
      return false;
    }
  }
}
