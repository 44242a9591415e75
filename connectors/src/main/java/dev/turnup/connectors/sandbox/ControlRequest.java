package dev.turnup.connectors.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.connectors.sandbox.standin.OutsideSystem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A request to the control, read strictly: what it does not understand it names. */
record ControlRequest(Map<String, String> variables, Map<String, String> query, JsonNode body) {

  String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(it -> !it.isBlank());
  }

  /** The system that the path names. */
  OutsideSystem system() throws ControlRefusal {
    return OutsideSystem.named(variable("system"))
        .orElseThrow(
            () ->
                ControlRefusal.unknown(
                    "there is no system %s; there are %s"
                        .formatted(
                            variable("system"),
                            Arrays.stream(OutsideSystem.values())
                                .map(OutsideSystem::code)
                                .collect(Collectors.joining(", ")))));
  }

  /** Refuses a body that has other attributes than {@code known}. */
  void only(String... known) throws ControlRefusal {
    if (!body.isObject()) {
      throw ControlRefusal.invalid("the body must be a JSON object");
    }
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!List.of(known).contains(name)) {
        throw ControlRefusal.invalid(
            "attribute %s is not known here; known are %s"
                .formatted(name, String.join(", ", known)));
      }
    }
  }

  String text(String name) throws ControlRefusal {
    return optionalText(name)
        .orElseThrow(() -> ControlRefusal.invalid("attribute %s is missing".formatted(name)));
  }

  Optional<String> optionalText(String name) throws ControlRefusal {
    if (!body.hasNonNull(name)) {
      return Optional.empty();
    }
    if (!body.get(name).isTextual() || body.get(name).asText().isBlank()) {
      throw ControlRefusal.invalid("attribute %s must be a text".formatted(name));
    }
    return Optional.of(body.get(name).asText());
  }

  boolean truth(String name) throws ControlRefusal {
    if (!body.path(name).isBoolean()) {
      throw ControlRefusal.invalid("attribute %s must be true or false".formatted(name));
    }
    return body.get(name).asBoolean();
  }

  /** A whole number that is at least {@code least}. */
  OptionalLong number(String name, long least) throws ControlRefusal {
    if (!body.hasNonNull(name)) {
      return OptionalLong.empty();
    }
    JsonNode value = body.get(name);
    boolean whole =
        value.isNumber()
            && value.decimalValue().stripTrailingZeros().scale() <= 0
            && value.decimalValue().compareTo(BigDecimal.valueOf(least)) >= 0
            && value.decimalValue().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    if (!whole) {
      throw ControlRefusal.invalid(
          "attribute %s must be a whole number, %d or more".formatted(name, least));
    }
    return OptionalLong.of(value.longValue());
  }

  Optional<Duration> duration(String name) throws ControlRefusal {
    Optional<String> text = optionalText(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (!duration.isNegative()) {
        return Optional.of(duration);
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw ControlRefusal.invalid(
        ("attribute %s must be an ISO-8601 duration of days, hours, minutes and seconds,"
                + " such as P12D or PT1H30M, not %s")
            .formatted(name, text.get()));
  }
}
