package dev.turnup.engine;

import dev.turnup.engine.order.Fulfillment;
import dev.turnup.engine.order.NextEvents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** Stands in for what runs orders, until that is there. */
@Configuration(proxyBeanMethods = false)
class TemporaryFakes {
  @Bean
  @Fallback
  Fulfillment fulfillment() {
    return id -> {};
  }

  @Bean
  @Fallback
  NextEvents nextEvents() {
    return id ->
        List.of(
            new NextEvents.NextEvent(
                NextEvents.Kind.PERSON,
                "Install on site",
                Instant.now(),
                Optional.of(Instant.now().plusSeconds(3600)),
                Optional.of("field")));
  }
}
