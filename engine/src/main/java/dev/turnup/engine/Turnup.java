package dev.turnup.engine;

import dev.turnup.engine.application.SandboxAlone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts one node of Turnup, or with {@code --sandbox-only} the stand-ins for the outside systems.
 */
@SpringBootApplication
public class Turnup {

  public static void main(String[] arguments) {
    if (SandboxAlone.isMeantBy(arguments)) {
      SandboxAlone.start(arguments);
    } else {
      SpringApplication.run(Turnup.class, arguments);
    }
  }
}
