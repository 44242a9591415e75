package dev.turnup.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

class ReadmeSettingsTest {

  private static final Pattern OURS =
      Pattern.compile("`((?:turnup|connectors|sandbox)\\.[a-z<>.-]+)`");

  @Test
  void namesEverySettingAndNoOther() throws IOException {
    Set<String> told = new TreeSet<>();
    for (String name : namesInReadme().toList()) {
      systems(name).forEach(told::add);
    }

    assertThat(told).isEqualTo(settings());
  }

  private static Set<String> settings() throws IOException {
    EnumerablePropertySource<?> packaged =
        (EnumerablePropertySource<?>)
            new YamlPropertySourceLoader()
                .load("packaged", new ClassPathResource("application.yaml"))
                .get(0);
    return Stream.of(packaged.getPropertyNames())
        .filter(name -> name.matches("(turnup|connectors|sandbox)\\..*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> namesInReadme() throws IOException {
    String section =
        Files.readString(Path.of("..", "README.md"))
            .split("\n## Settings\n", 2)[1]
            .split("\n## ", 2)[0];
    return OURS.matcher(section).results().map(result -> result.group(1));
  }

  /** {@code <system>} is each of the five. */
  private static Stream<String> systems(String name) {
    return name.contains("<system>")
        ? Settings.SYSTEMS.stream().map(system -> name.replace("<system>", system))
        : Stream.of(name);
  }
}
