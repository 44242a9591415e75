package dev.turnup.engine.demo;

import dev.turnup.connectors.sandbox.Sandbox;
import java.net.URI;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "demo")
class DemoConfiguration {

  /** Serving goes on whatever becomes of the demo. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> demo(
      Sandbox sandbox, ServletWebServerApplicationContext server) {
    return ready -> {
      URI base = URI.create("http://localhost:" + server.getWebServer().getPort());
      new Thread(new Demo(base, sandbox.controlUrl(), System.out)::run, "demo").start();
    };
  }
}
