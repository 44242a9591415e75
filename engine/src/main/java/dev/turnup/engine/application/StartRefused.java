package dev.turnup.engine.application;

import dev.turnup.connectors.sandbox.standin.PortTaken;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;

/**
 * Ends a start that bad configuration refused with one line that says what to do, instead of a
 * stack trace. A failure that is not of the configuration is none of its business.
 */
@Order(0)
class StartRefused implements SpringBootExceptionReporter {

  /** Created by Spring Boot, which hands the context over. */
  StartRefused(ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    Optional<String> whatToDo =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .map(StartRefused::whatToDoAbout)
            .flatMap(Optional::stream)
            .findFirst();
    whatToDo.ifPresent(line -> System.err.println("Turnup did not start: " + line));
    return whatToDo.isPresent();
  }

  private static Optional<String> whatToDoAbout(Throwable cause) {
    if (cause instanceof BadConfiguration refused) {
      return Optional.of(refused.getMessage());
    }
    if (cause instanceof PortInUseException taken) {
      return Optional.of(
          "port %d is taken; stop what listens there, or choose another with --server.port=…"
              .formatted(taken.getPort()));
    }
    if (cause instanceof PortTaken taken) {
      return Optional.of(taken.getMessage());
    }
    return Optional.empty();
  }
}
