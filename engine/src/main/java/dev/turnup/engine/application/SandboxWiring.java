package dev.turnup.engine.application;

import dev.turnup.connectors.sandbox.Sandbox;
import dev.turnup.connectors.sandbox.SandboxConfiguration;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Runs the stand-ins for the outside systems beside Turnup, and their clock as the one that
 * everything asks.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "turnup.sandbox", havingValue = "true")
@Import(SandboxConfiguration.class)
class SandboxWiring {

  @Bean
  ApplicationListener<WebServerInitializedEvent> callbacksToThisServer(Sandbox sandbox) {
    return started ->
        sandbox.callbacksTo(URI.create("http://127.0.0.1:" + started.getWebServer().getPort()));
  }
}
