package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "turnup.admn.password",
        "connectors.network.bse-url",
        "connectors.netwrk.token",
        "turnup.watch-every",
        "connectors.messaging-smtp-host",
        "sandbox.port"
      })
  void refusesASettingThatDoesNotExist(String name) {
    assertThatThrownBy(() -> decide(Map.of(name, "x"), Map.of()))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TURNUP_ADMN_PASSWORD", "CONNECTORS_NETWORK_BSEURL"})
  void refusesAnEnvironmentVariableThatIsNoSetting(String name) {
    assertThatThrownBy(() -> decide(Map.of(), Map.of(name, "x")))
        .isInstanceOf(BadConfiguration.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TURNUP_ADMIN_PASSWORD",
        "CONNECTORS_NETWORK_BASE_URL",
        "CONNECTORS_NETWORK_BASEURL",
        "TURNUP_SERVICE_HOST",
        "TURNUP_SERVICE_PORT_HTTP",
        "TURNUP_PORT",
        "TURNUP_PORT_8080_TCP_ADDR",
        "SANDBOX"
      })
  void takesSettingsFromTheEnvironmentAndLeavesOthersAlone(String name) {
    assertThatCode(() -> decide(Map.of(), Map.of(name, "http://x"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "'',    '',                                true",
    "'',    jdbc:postgresql://localhost/x,     false",
    "true,  jdbc:postgresql://localhost/x,     true",
    "false, '',                                false"
  })
  void usesTheSandboxWithTheEmbeddedDatabaseUnlessToldOtherwise(
      String asked, String database, boolean sandbox) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    for (String system : Settings.SYSTEMS) {
      settings.put("connectors." + system + ".base-url", "http://localhost:1");
    }
    settings.put("turnup.sandbox", asked);
    settings.put("spring.datasource.url", database);

    assertThat(decide(settings, Map.of()).getProperty("turnup.sandbox"))
        .isEqualTo(String.valueOf(sandbox));
  }

  @ParameterizedTest
  @CsvSource({
    "turnup.watch.every,             0s",
    "connectors.billing.in-flight,   0",
    "connectors.network.in-flight,   -1",
    "connectors.network.response-timeout, 0s",
    "connectors.messaging.smtp-port, 70000",
    "turnup.at-once,                 0",
    "turnup.at-once,                 11",
    "turnup.watch.mail,              supervisors",
    "turnup.watch.mail,              supervisors=nobody",
    "turnup.watch.webhook,           =pager"
  })
  void refusesWhatIsOutOfRange(String name, String value) {
    assertThatThrownBy(() -> decide(Map.of(name, value), Map.of()))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://turnup:s3cret@db/turnup",
        "postgres://turnup:s3cret@db/turnup",
        "jdbc:postgres://db/turnup?password=s3cret"
      })
  void refusesAnAddressThatIsNoneOfADatabaseWithoutRepeatingItsPassword(String url) {
    assertThatThrownBy(() -> decide(Map.of("spring.datasource.url", url), Map.of()))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("spring.datasource.url must begin with jdbc:postgresql://")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "base-url,       localhost:8091",
    "base-url,       network.example",
    "base-url,       https://turnup:s3cret@network.example",
    "operations-url, ftp://partner.example",
    "operations-url, https://partner.example/operations?tenant=s3cret",
    "operations-url, http://a partner"
  })
  void refusesAnAddressThatNoCallCanGoTo(String setting, String address) {
    String name = "connectors.network." + setting;

    assertThatThrownBy(() -> decide(Map.of(name, address), Map.of()))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageStartingWith(name + " must be an address")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                   https://orders.example.org, are needed together",
    "0123456789abcdef0123456789abcdef,     '',                         are needed together",
    "too-short,                            https://orders.example.org, at least 32 characters"
  })
  void refusesLinksThatCouldNotBeFollowedOrCouldBeGuessed(String key, String pages, String why) {
    Map<String, Object> settings = new HashMap<>();
    for (String system : Settings.SYSTEMS) {
      settings.put("connectors." + system + ".base-url", "http://localhost:1");
    }
    settings.put("turnup.sandbox", "false");
    settings.put("turnup.choice.key", key);
    settings.put("turnup.choice.base-url", pages);

    assertThatThrownBy(() -> decide(settings, Map.of()))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("turnup.choice.key")
        .hasMessageContaining(why);
  }

  @Test
  void namesEverySystemWithoutAnAddress() {
    assertThatThrownBy(
            () ->
                decide(
                    Map.of("turnup.sandbox", "false", "connectors.billing.base-url", "http://b"),
                    Map.of()))
        .hasMessageStartingWith(
            "connectors.network.base-url, connectors.inventory.base-url, connectors.workforce.base-url, connectors.messaging.base-url must say");
  }

  @Test
  void sendsTheSandboxsCallsToTheSandbox() throws IOException {
    assertThat(decide(Map.of(), Map.of()).getProperty("connectors.billing.base-url"))
        .isEqualTo("http://127.0.0.1:8093");
  }

  @ParameterizedTest
  @CsvSource({"10, 30, 10", "20, 50, 20", "1, 5, 1"})
  void worksOnAsManyAtOnceAsItIsTold(String told, String connections, String atOnce)
      throws IOException {
    assertThat(
            decide(
                    Map.of(
                        "turnup.at-once",
                        told,
                        "spring.datasource.hikari.maximum-pool-size",
                        connections),
                    Map.of())
                .getProperty("turnup.at-once"))
        .isEqualTo(atOnce);
  }

  @Test
  void worksOnAFewAtOnceUnlessToldOtherwise() throws IOException {
    assertThat(decide(Map.of(), Map.of()).getProperty("turnup.at-once", Integer.class))
        .isBetween(2, 8);
    assertThat(
            decide(Map.of("spring.datasource.hikari.maximum-pool-size", "14"), Map.of())
                .getProperty("turnup.at-once"))
        .as("no more than there are connections for")
        .isEqualTo("2");
  }

  private static ConfigurableEnvironment decide(
      Map<String, Object> settings, Map<String, Object> variables) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    new YamlPropertySourceLoader()
        .load("class path resource [application.yaml]", new ClassPathResource("application.yaml"))
        .forEach(environment.getPropertySources()::addLast);
    new Settings().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
