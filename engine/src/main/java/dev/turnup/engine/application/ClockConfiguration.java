package dev.turnup.engine.application;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

  /** The one clock that everything asks, the engine included; the sandbox brings its own. */
  @Bean
  @ConditionalOnProperty(name = "turnup.sandbox", havingValue = "false")
  Clock clock() {
    return Clock.systemUTC();
  }
}
