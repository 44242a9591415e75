package dev.turnup.engine.application;

import dev.turnup.connectors.sandbox.standin.PortTaken;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
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
    if (cause instanceof BindException unfit && unfit.getProperty() != null) {
      return Optional.of(
          "the setting %s cannot be %s; it is %s"
              .formatted(unfit.getName(), unfit.getProperty().getValue(), kind(unfit.getTarget())));
    }
    if (cause instanceof InvalidConfigurationPropertyValueException unfit) {
      return Optional.of(
          "the setting %s cannot be %s; %s"
              .formatted(unfit.getName(), unfit.getValue(), unfit.getReason()));
    }
    return Optional.empty();
  }

  private static String kind(Bindable<?> setting) {
    Class<?> type = setting.getType().resolve(Object.class);
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == int.class) {
      return "a whole number";
    }
    return type == Duration.class ? "a time such as 10s" : "a " + type.getSimpleName();
  }
}
