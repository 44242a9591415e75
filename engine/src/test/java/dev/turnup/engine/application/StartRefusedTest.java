package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A start that cannot be ends with one line before anything is made of it. */
@ExtendWith(OutputCaptureExtension.class)
class StartRefusedTest {

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ServerProperties.class)
  static class Nothing {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          turnup.sandbox=maybe                    | turnup.sandbox cannot be maybe; it is true or false
          turnup.intake.external-id-unique=2      | it is true or false
          connectors.network.response-timeout=abc | connectors.network.response-timeout cannot be abc; it is a time such as 10s
          connectors.billing.in-flight=many       | connectors.billing.in-flight cannot be many; it is a whole number
          sandbox.ports.control=x                 | sandbox.ports.control cannot be x; it is a whole number
          sandbox.walk-within=soon                | sandbox.walk-within cannot be soon; it is a time such as 10s
          server.port=x                           | server.port cannot be x; it is a whole number
          """)
  void saysInOneLineWhichSettingIsOfTheWrongKind(
      String setting, String told, CapturedOutput output) {
    refuses(output, told, "--" + setting);
  }

  @Test
  void refusesADemoOnRealSystems(CapturedOutput output) {
    List<String> real =
        Stream.of("network", "inventory", "billing", "workforce", "messaging")
            .map(system -> "--connectors." + system + ".base-url=http://localhost:1")
            .toList();

    refuses(
        output,
        "leave --demo out",
        Stream.concat(Stream.of("--turnup.sandbox=false", "--demo"), real.stream())
            .toArray(String[]::new));
  }

  @Test
  void takesWhatIsOfTheRightKind() {
    try (ConfigurableApplicationContext context =
        start(
            "--demo",
            "--connectors.network.response-timeout=1500ms",
            "--sandbox.walk-within=10m",
            "--connectors.network.in-flight=4")) {
      assertThat(context.getEnvironment().getProperty("turnup.sandbox", Boolean.class)).isTrue();
    }
  }

  private static void refuses(CapturedOutput output, String told, String... settings) {
    assertThatThrownBy(() -> start(settings)).isNotNull();
    assertThat(output.getErr().lines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("Turnup did not start: ").contains(told));
    assertThat(output.getOut()).doesNotContain("\tat ");
  }

  private static ConfigurableApplicationContext start(String... settings) {
    return new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE).run(settings);
  }
}
