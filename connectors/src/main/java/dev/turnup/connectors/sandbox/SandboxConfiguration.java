package dev.turnup.connectors.sandbox;

import dev.turnup.connectors.sandbox.clock.SandboxClock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The whole sandbox on the {@code DataSource} of the application context, alone or beside Turnup.
 * It listens as soon as its bean is made, and until that is destroyed.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxSettings.class)
@Import(SandboxClockConfiguration.class)
public class SandboxConfiguration {

  @Bean(initMethod = "open", destroyMethod = "close")
  Sandbox sandbox(
      SandboxSettings settings,
      DataSource dataSource,
      SandboxClock clock,
      Environment environment) {
    return new Sandbox(
        settings,
        dataSource,
        clock,
        system ->
            Optional.ofNullable(
                    environment.getProperty(
                        "connectors.%s.callback-secret".formatted(system.code())))
                .filter(secret -> !secret.isBlank()));
  }
}
