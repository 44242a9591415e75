package dev.turnup.engine.workflow.outside;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which outside step works off which topic. */
@Configuration(proxyBeanMethods = false)
class OutsideSteps {

  @Bean
  Topics topics() {
    return new Topics(List.of());
  }
}
