package dev.turnup.connectors;

import dev.turnup.connectors.billing.BillingConnector;
import dev.turnup.connectors.inventory.InventoryConnector;
import dev.turnup.connectors.messaging.MessagingConnector;
import dev.turnup.connectors.network.NetworkConnector;
import dev.turnup.connectors.workforce.WorkforceConnector;
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
}
