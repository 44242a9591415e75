package dev.turnup.engine.application;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  @ConditionalOnProperty(
      name = "spring.datasource.url",
      matchIfMissing = true,
      havingValue = "none")
  EmbeddedDatabase embeddedDatabase(@Value("${turnup.data-directory}") Path directory) {
    return EmbeddedDatabase.startIn(directory.toAbsolutePath());
  }
}
