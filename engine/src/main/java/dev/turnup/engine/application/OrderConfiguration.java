package dev.turnup.engine.application;

import dev.turnup.engine.order.AcceptOrder;
import dev.turnup.engine.order.AmendOrder;
import dev.turnup.engine.order.DeleteOrder;
import dev.turnup.engine.order.DescribeOrder;
import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.NextEvents;
import dev.turnup.engine.order.Notes;
import dev.turnup.engine.order.OrderPlans;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.Timeline;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The use cases of orders as such; steps know nothing of Spring. */
@Configuration(proxyBeanMethods = false)
class OrderConfiguration {

  @Bean
  AcceptOrder acceptOrder(Orders orders, Timeline timeline, Fulfillment fulfillment, Clock clock) {
    return new AcceptOrder(orders, timeline, fulfillment, clock);
  }

  @Bean
  AmendOrder amendOrder(Orders orders, Timeline timeline, Fulfillment fulfillment, Clock clock) {
    return new AmendOrder(orders, timeline, fulfillment, clock);
  }

  @Bean
  DeleteOrder deleteOrder(Orders orders, Timeline timeline, Clock clock) {
    return new DeleteOrder(orders, timeline, clock);
  }

  @Bean
  DescribeOrder describeOrder(
      Orders orders,
      OrderPlans plans,
      NextEvents nextEvents,
      Notes notes,
      Timeline timeline,
      Clock clock) {
    return new DescribeOrder(orders, plans, nextEvents, notes, timeline, clock);
  }
}
