package dev.turnup.engine.application;

import dev.turnup.connectors.sandbox.SandboxConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * {@code --sandbox-only}: the stand-ins alone, for nodes of Turnup that run elsewhere. No
 * component: nodes look for theirs in this package, and would bring stand-ins of their own.
 */
@ImportAutoConfiguration({
  PropertyPlaceholderAutoConfiguration.class,
  DataSourceAutoConfiguration.class
})
@Import({DatabaseConfiguration.class, SandboxConfiguration.class})
public class SandboxAlone {

  private static final String OPTION = "--sandbox-only";
  private static final List<String> DEFAULTS =
      List.of(
          "--turnup.sandbox=true",
          "--turnup.data-directory=./sandbox-data",
          "--sandbox.callback-base-url=http://localhost:8080");

  /** Whether the stand-ins alone are asked for. */
  public static boolean isMeantBy(String... arguments) {
    return List.of(arguments).contains(OPTION);
  }

  /** Starts the stand-ins; they serve until the JVM is told to end. */
  public static void start(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    for (String setting : DEFAULTS) {
      String name = setting.substring(0, setting.indexOf('=') + 1);
      if (all.stream().noneMatch(argument -> argument.startsWith(name))) {
        all.add(setting);
      }
    }
    new SpringApplicationBuilder(SandboxAlone.class)
        .web(WebApplicationType.NONE)
        .run(all.toArray(String[]::new));
  }
}
