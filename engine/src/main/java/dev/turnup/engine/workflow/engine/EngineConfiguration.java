package dev.turnup.engine.workflow.engine;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  static ExpressionBeans expressionBeans(ListableBeanFactory beans) {
    return new ExpressionBeans(beans);
  }

  @Bean
  static BundledFiles bundledFiles() {
    return BundledFiles.read();
  }
}
