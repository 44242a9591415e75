package dev.turnup.connectors;

import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.messaging.MessagingConnector;
import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.workforce.WorkforceConnector;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Brings the five connectors. Who imports it provides {@link InboundMessages} and a {@link
 * java.time.Clock}, and lets {@code /callbacks/*} through to them: each callback proves by its
 * system's secret who sent it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectorSettings.class)
@ComponentScan(
    basePackageClasses = {
      NetworkConnector.class,
      InventoryConnector.class,
      BillingConnector.class,
      WorkforceConnector.class,
      MessagingConnector.class
    })
public class ConnectorsConfiguration {

  @Bean
  FilterRegistrationBean<BodyLimit> callbackBodyLimit() {
    FilterRegistrationBean<BodyLimit> limit = new FilterRegistrationBean<>(new BodyLimit());
    limit.addUrlPatterns("/callbacks/*");
    limit.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return limit;
  }

  /**
   * Callbacks are taken in by the thread of their request. Camel's own configuration would take the
   * first pool that it finds, which may be one that does other work, and refuses when it is busy.
   */
  @Bean("platform-http-engine")
  PlatformHttpEngine callbackEngine(@Value("${server.port:8080}") int port) {
    return new SpringBootPlatformHttpEngine(port, Runnable::run);
  }

  /** The HTTP client's threads, without the directory that they otherwise make for files. */
  @Bean(destroyMethod = "close")
  Vertx httpClientThreads() {
    return Vertx.vertx(
        new VertxOptions()
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }
}
