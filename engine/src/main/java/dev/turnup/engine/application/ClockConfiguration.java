package dev.turnup.engine.application;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

  /** The one clock that everything asks, the engine included. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
