package dev.turnup.engine.gateway;

import dev.turnup.connectors.ConnectorsConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ConnectorsConfiguration.class)
class GatewayConfiguration {}
