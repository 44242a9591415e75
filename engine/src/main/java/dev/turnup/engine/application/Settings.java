package dev.turnup.engine.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Looks at the configuration before anything is made of it: refuses what would otherwise be found
 * out too late, and decides whether the sandbox stands in for the outside systems.
 *
 * <p>A setting of ours exists when the packaged {@code application.yaml} names it.
 */
class Settings implements EnvironmentPostProcessor, Ordered {

  static final List<String> SYSTEMS =
      List.of("network", "inventory", "billing", "workforce", "messaging");

  private static final Set<String> OURS = Set.of("turnup", "connectors", "sandbox");

  /** What Kubernetes puts into the environment beside a service that is called turnup. */
  private static final Pattern FROM_KUBERNETES =
      Pattern.compile("turnup[.](service[.](host|port.*)|port(\\[[0-9]+].*)?)");

  private static final String DATABASE = "spring.datasource.url";

  private static final String HUB_KEY = "turnup.hub.key";

  private static final String CHOICE_KEY = "turnup.choice.key";

  private static final String CHOICE_PAGES = "turnup.choice.base-url";

  private static final int SHORTEST_KEY = 32;

  private static final String AT_ONCE = "turnup.at-once";

  private static final String CONNECTIONS = "spring.datasource.hikari.maximum-pool-size";

  /** With more processors the database is the bottleneck, sooner or later. */
  private static final int MOST_AT_ONCE_UNLESS_SAID = 8;

  /** Who fetches and prepares, and who places an order or looks at one. */
  private static final int CONNECTIONS_OF_OTHERS = 10;

  private static final String PACKAGED = "application.yaml";

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    refuseUnknown(environment);
    refuseBadlyTyped(environment);
    refuseBadNetworks(environment);
    refuseBadStaff(environment);
    refuseForeignDatabase(environment);
    refuseBadAddresses(environment);
    boolean sandbox = sandboxOf(environment);
    Map<String, Object> decided = new HashMap<>();
    decided.put("turnup.sandbox", sandbox);
    decided.put(AT_ONCE, atOnceOf(environment));
    if (sandbox) {
      decided.putAll(addressesOfSandbox(environment));
      decided.putAll(secretsOfSandbox(environment));
      for (String key : List.of(HUB_KEY, CHOICE_KEY)) {
        if (!isSet(environment, key)) {
          // the same at the next start, and as public as everything else in a sandbox
          decided.put(key, "sandbox");
        }
      }
    } else {
      refuseMissingAddresses(environment);
      refuseHalfOfLinks(environment);
      refuseDemo(environment);
    }
    environment.getPropertySources().addFirst(new MapPropertySource("decided", decided));
  }

  private static boolean sandboxOf(ConfigurableEnvironment environment) {
    if (isSet(environment, "turnup.sandbox")) {
      return environment.getRequiredProperty("turnup.sandbox", Boolean.class);
    }
    return !isSet(environment, DATABASE);
  }

  /** A job has a connection for as long as it lasts, and so has a batch of outcomes. */
  private static int atOnceOf(ConfigurableEnvironment environment) {
    int connections = environment.getRequiredProperty(CONNECTIONS, Integer.class);
    int most = Math.max(1, (connections - CONNECTIONS_OF_OTHERS) / 2);
    if (!isSet(environment, AT_ONCE)) {
      int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
      return Math.min(most, Math.min(MOST_AT_ONCE_UNLESS_SAID, processors));
    }
    int wanted = environment.getRequiredProperty(AT_ONCE, Integer.class);
    if (wanted > most) {
      throw new BadConfiguration(
          "%s is %d, and at most %d with the %d connections of %s: set it lower, or let there be more connections"
              .formatted(AT_ONCE, wanted, most, connections, CONNECTIONS));
    }
    return wanted;
  }

  private static Map<String, Object> addressesOfSandbox(ConfigurableEnvironment environment) {
    Map<String, Object> addresses = new LinkedHashMap<>();
    for (String system : SYSTEMS) {
      String key = baseUrl(system);
      if (!isSet(environment, key)) {
        addresses.put(key, "http://127.0.0.1:${sandbox.ports." + system + "}");
      }
    }
    if (!isSet(environment, "connectors.messaging.smtp-host")) {
      addresses.put("connectors.messaging.smtp-host", "127.0.0.1");
      addresses.put("connectors.messaging.smtp-port", "${sandbox.ports.smtp}");
    }
    return addresses;
  }

  /** The stand-ins run in this JVM: what they prove themselves with need not be told to anybody. */
  private static Map<String, Object> secretsOfSandbox(ConfigurableEnvironment environment) {
    Map<String, Object> secrets = new LinkedHashMap<>();
    for (String system : SYSTEMS) {
      String key = "connectors." + system + ".callback-secret";
      if (!isSet(environment, key)) {
        secrets.put(key, UUID.randomUUID().toString());
      }
    }
    return secrets;
  }

  private static void refuseMissingAddresses(ConfigurableEnvironment environment) {
    List<String> missing =
        SYSTEMS.stream().map(Settings::baseUrl).filter(key -> !isSet(environment, key)).toList();
    if (!missing.isEmpty()) {
      throw new BadConfiguration(
          "%s must say where the outside systems are; or let the sandbox stand in for all with --turnup.sandbox=true"
              .formatted(String.join(", ", missing)));
    }
  }

  /** The address is not repeated: clouds hand out one that carries the password. */
  private static void refuseForeignDatabase(ConfigurableEnvironment environment) {
    if (isSet(environment, DATABASE)
        && !environment.getRequiredProperty(DATABASE).startsWith("jdbc:postgresql:")) {
      throw new BadConfiguration(
          "%s must begin with jdbc:postgresql://, as in jdbc:postgresql://host:5432/turnup; user and password belong into spring.datasource.username and .password"
              .formatted(DATABASE));
    }
  }

  private static void refuseBadNetworks(ConfigurableEnvironment environment) {
    String networks = environment.getProperty(EventConfiguration.NETWORKS, "");
    try {
      EventConfiguration.networksIn(networks);
    } catch (IllegalArgumentException bad) {
      throw new BadConfiguration(
          "%s: %s".formatted(EventConfiguration.NETWORKS, bad.getMessage()), bad);
    }
  }

  private static void refuseBadStaff(ConfigurableEnvironment environment) {
    String key = EscalationConfiguration.MAIL;
    try {
      EscalationConfiguration.mailIn(environment.getProperty(key, ""));
      key = EscalationConfiguration.WEBHOOK;
      EscalationConfiguration.addressesIn(environment.getProperty(key, ""));
    } catch (IllegalArgumentException bad) {
      throw new BadConfiguration("%s: %s".formatted(key, bad.getMessage()), bad);
    }
  }

  /** Paths are put behind it: whatever else it has would end in the middle of an address. */
  private static void refuseBadAddresses(ConfigurableEnvironment environment) {
    Stream.concat(
            Stream.of(CHOICE_PAGES),
            SYSTEMS.stream()
                .flatMap(
                    system ->
                        Stream.of(baseUrl(system), "connectors." + system + ".operations-url")))
        .filter(key -> isSet(environment, key))
        .filter(key -> !isAddress(environment.getRequiredProperty(key)))
        .findFirst()
        .ifPresent(
            key -> {
              throw new BadConfiguration(
                  "%s must be an address as in https://host.example:8443/path; a login or a query does not belong there"
                      .formatted(key));
            });
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return Set.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getQuery() == null
          && address.getFragment() == null;
    } catch (URISyntaxException notEven) {
      return false;
    }
  }

  /** A link needs an address and a key; without either, notices carry none. */
  private static void refuseHalfOfLinks(ConfigurableEnvironment environment) {
    if (isSet(environment, CHOICE_KEY) != isSet(environment, CHOICE_PAGES)) {
      throw new BadConfiguration(
          "%s and %s are needed together: with both, notices of moved dates carry a link to choose by; with neither, they carry none"
              .formatted(CHOICE_KEY, CHOICE_PAGES));
    }
    if (isSet(environment, CHOICE_KEY)
        && environment.getRequiredProperty(CHOICE_KEY).length() < SHORTEST_KEY) {
      throw new BadConfiguration(
          "%s must be a long random text, of at least %d characters: whoever guesses it moves visits and cancels orders"
              .formatted(CHOICE_KEY, SHORTEST_KEY));
    }
  }

  private static void refuseDemo(ConfigurableEnvironment environment) {
    if (!environment.getProperty("demo", "false").equals("false")) {
      throw new BadConfiguration(
          "the demo places orders with the sandbox's systems only; leave --demo out, or let the sandbox stand in for all with --turnup.sandbox=true");
    }
  }

  private static String baseUrl(String system) {
    return "connectors." + system + ".base-url";
  }

  private static boolean isSet(ConfigurableEnvironment environment, String key) {
    return !environment.getProperty(key, "").isBlank();
  }

  private static void refuseUnknown(ConfigurableEnvironment environment) {
    Set<String> packaged =
        packaged(environment).flatMap(Settings::namesOf).collect(Collectors.toSet());
    Set<ConfigurationPropertyName> known =
        packaged.stream()
            .map(name -> ConfigurationPropertyName.adapt(name, '.'))
            .collect(Collectors.toSet());
    Set<String> knownAsVariables =
        packaged.stream().map(Settings::withoutMarks).collect(Collectors.toSet());
    List<String> unknown =
        StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
            .filter(IterableConfigurationPropertySource.class::isInstance)
            .map(IterableConfigurationPropertySource.class::cast)
            .flatMap(
                source ->
                    source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
                        ? unknownIn(source, n -> knownAsVariables.contains(withoutMarks(n)))
                        : unknownIn(source, known::contains))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      throw new BadConfiguration(
          "there is no setting %s; the README lists all under Settings"
              .formatted(String.join(", ", unknown)));
    }
  }

  private static Stream<String> unknownIn(
      IterableConfigurationPropertySource source, Predicate<ConfigurationPropertyName> known) {
    return source.stream()
        .filter(name -> name.getNumberOfElements() > 1)
        .filter(name -> OURS.contains(name.getElement(0, Form.UNIFORM)))
        .filter(known.negate())
        .map(ConfigurationPropertyName::toString)
        .filter(name -> !FROM_KUBERNETES.matcher(name).matches());
  }

  /**
   * What is not of the type that the packaged value shows; one that is packaged as nothing is text,
   * or the switch of the sandbox. Left alone it ends somewhere in a stack trace without its name.
   */
  private static void refuseBadlyTyped(ConfigurableEnvironment environment) {
    Binder given = Binder.get(environment);
    packaged(environment)
        .flatMap(source -> namesOf(source).map(name -> Map.entry(name, source.getProperty(name))))
        .filter(setting -> OURS.contains(setting.getKey().replaceAll("\\..*", "")))
        .forEach(
            setting ->
                typeOf(setting.getKey(), String.valueOf(setting.getValue()))
                    .ifPresent(
                        type ->
                            given
                                .bind(setting.getKey(), type)
                                .ifBound(value -> refuseOutOfRange(setting.getKey(), value))));
  }

  /**
   * No time at all would spin, no call in flight would wait for ever. A port may be any free one.
   */
  private static void refuseOutOfRange(String name, Object value) {
    boolean port = name.contains("port");
    if (value instanceof Duration time && (time.isNegative() || time.isZero())) {
      throw new BadConfiguration("the setting %s must be longer than nothing".formatted(name));
    }
    if (value instanceof Integer number && number < (port ? 0 : 1)) {
      throw new BadConfiguration(
          "the setting %s must be at least %d".formatted(name, port ? 0 : 1));
    }
    if (value instanceof Integer number && port && number > 65_535) {
      throw new BadConfiguration("the setting %s must be at most 65535".formatted(name));
    }
  }

  private static Optional<Class<?>> typeOf(String name, String packaged) {
    if (name.equals("turnup.sandbox") || packaged.matches("true|false")) {
      return Optional.of(Boolean.class);
    }
    if (name.equals(AT_ONCE) || packaged.matches("\\d+")) {
      return Optional.of(Integer.class);
    }
    return packaged.matches("\\d+(ms|s|m|h|d)|PT\\w+")
        ? Optional.of(Duration.class)
        : Optional.empty();
  }

  private static Stream<PropertySource<?>> packaged(ConfigurableEnvironment environment) {
    return environment.getPropertySources().stream()
        .filter(source -> source.getName().contains("class path resource [" + PACKAGED));
  }

  private static Stream<String> namesOf(PropertySource<?> source) {
    return source instanceof EnumerablePropertySource<?> names
        ? Stream.of(names.getPropertyNames())
        : Stream.empty();
  }

  private static String withoutMarks(ConfigurationPropertyName name) {
    return withoutMarks(name.toString());
  }

  /** An environment variable has neither dots nor hyphens where the setting has them. */
  private static String withoutMarks(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
