package dev.turnup.engine.application;

import com.fasterxml.uuid.Generators;
import dev.turnup.engine.Turnup;
import dev.turnup.engine.order.Notices;
import dev.turnup.engine.order.Orders;
import dev.turnup.engine.order.TellCustomer;
import dev.turnup.engine.order.Timeline;
import dev.turnup.engine.order.UseCase;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** One of every {@link UseCase}; steps know nothing of Spring. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    basePackageClasses = Turnup.class,
    useDefaultFilters = false,
    includeFilters = @Filter(UseCase.class))
class UseCases {

  /** Ids of what is new: UUIDv7. */
  @Bean
  Supplier<UUID> ids() {
    return Generators.timeBasedEpochGenerator()::generate;
  }

  /** Who writes into the timeline tells the customer what is news. */
  @Bean
  @Primary
  Timeline tellCustomer(
      @Qualifier("timelineStore") Timeline timeline,
      Orders orders,
      Notices notices,
      Supplier<UUID> ids,
      Clock clock) {
    return new TellCustomer(timeline, orders, notices, ids, clock);
  }
}
